//! Leave one product out: its recordings are cut with weights that never saw it, with its profile switched off, and by
//! lists of words that were made without it (`lexicon/README.md` names the products that no list was made from).

use std::collections::BTreeSet;

use anyhow::Result;
use ledgerium_recorder::rules::RULES;
use ledgerium_recorder::{derive, study};
use ledgerium_session::derived::{Derived, Phase, Step};

use crate::baselines;
use crate::corpus::{PHASES, Recording, name_of};
use crate::fit::{Weights, fit};
use crate::judge::{self, Judged};
use crate::score::{Cut, Scores, confusion, interval};
use crate::table;
use crate::vary;

/// The ways to cut, ours first.
const WAYS: [&str; 6] = [
    "Ledgerium",
    "with the published weights",
    "system change",
    "time gap",
    "argmax per act",
    "left to right",
];

/// What all ways make of all folds.
#[derive(Default)]
struct Whole {
    cuts: [Vec<Cut>; WAYS.len()],
    judged: Judged,
}

/// Prints every fold and all of them together.
pub fn report(recordings: &[Recording], variants: u32) -> Result<()> {
    let products: BTreeSet<&str> = recordings
        .iter()
        .flat_map(|recording| recording.truth.products.values().map(String::as_str))
        .collect();
    about(recordings, &products);
    let mut whole = Whole::default();
    let mut varied: [Whole; vary::WAYS.len()] = Default::default();
    let mut rows = vec![heads("product left out")];
    for product in &products {
        let weights = fit(recordings.iter().filter(|recording| !recording.has(product)));
        let mut fold = Whole::default();
        for (number, recording) in recordings.iter().enumerate() {
            // Its profile is off: recordings that had profiles do not count here.
            if !recording.has(product) || recording.truth.profiles {
                continue;
            }
            add(&mut fold, (number, recording), product, &weights);
            for (way, varied) in varied.iter_mut().enumerate() {
                for turn in 0..variants {
                    let seed = u64::try_from(number).unwrap_or(0) * 1_000 + u64::from(turn);
                    if let Some(variant) = vary::variant(recording, way, seed, recordings) {
                        add(varied, (number, &variant), product, &weights);
                    }
                }
            }
        }
        rows.push(row(product, &Scores::of(fold.cuts[0].iter()), fold.cuts[0].len()));
        for (all, own) in whole.cuts.iter_mut().zip(fold.cuts) {
            all.extend(own);
        }
        whole.judged.add(fold.judged);
    }
    println!(
        "Each product left out: phases of the acts in it, segments of the recordings that it takes part in\n"
    );
    table::print(&rows);
    println!("All folds together, beside naive ways to cut (the same rules and weights for all)\n");
    ways(&whole);
    println!("What was taken for what (rows: what people did)\n");
    confusions(&whole);
    println!("Grants: was each approved first? (a violation is a grant that was not)\n");
    table::print(&whole.judged.rows());
    if variants == 0 {
        return Ok(());
    }
    println!("Generated variants of the same recordings, ours\n");
    let mut rows = vec![heads("variant")];
    let mut judged = Judged::default();
    for (way, varied) in vary::WAYS.iter().zip(varied) {
        rows.push(row(way, &Scores::of(varied.cuts[0].iter()), varied.cuts[0].len()));
        judged.add(varied.judged);
    }
    table::print(&rows);
    table::print(&judged.rows());
    Ok(())
}

fn about(recordings: &[Recording], products: &BTreeSet<&str>) {
    let violating = recordings
        .iter()
        .filter(|one| !one.truth.violations.is_empty())
        .count();
    let plain = recordings.iter().filter(|one| !one.truth.profiles).count();
    let acts: usize = recordings.iter().map(|one| one.truth.acts.len()).sum();
    let languages: BTreeSet<&str> = recordings.iter().map(|one| one.truth.language.as_str()).collect();
    println!(
        "{} recordings, {violating} with a violation, {plain} without any profile; {acts} acts in {} products; languages: {}\n",
        recordings.len(),
        products.len(),
        languages.into_iter().collect::<Vec<_>>().join(" "),
    );
}

fn add(fold: &mut Whole, (number, recording): (usize, &Recording), product: &str, weights: &Weights) {
    let counted = |system: u32| {
        recording
            .truth
            .products
            .get(&system)
            .is_some_and(|own| own == product)
    };
    let log = weights.in_log(&recording.log);
    let weighed = Recording {
        truth: recording.truth.clone(),
        log,
    };
    let Ok(derived) = derive(&weighed.log) else { return };
    let units = study::units(&weighed.log).unwrap_or_default();
    let (phases, sure) = ours(&weighed, &derived);
    let published = derive(&recording.log).map(|derived| ours(recording, &derived).0);
    let got: [Vec<Phase>; WAYS.len()] = [
        phases,
        published.unwrap_or_default(),
        baselines::systems(&weighed, weights),
        baselines::gaps(&weighed, weights),
        baselines::alone(&weighed, weights),
        baselines::forward_only(&weighed, &units, weights),
    ];
    for (way, got) in got.iter().enumerate() {
        let sure = (way == 0).then_some(sure.as_slice());
        fold.cuts[way].push(Cut::new((number, &weighed), counted, got, sure));
    }
    fold.judged.add(judge::judge(&weighed, &derived, counted));
}

/// The phase of each act, and how sure of it the step is: the lead in log-odds as a probability.
fn ours(recording: &Recording, derived: &Derived) -> (Vec<Phase>, Vec<f64>) {
    let acts = recording.truth.acts.iter();
    acts.map(|act| match step_of(derived, act.entry) {
        Some(step) => {
            let odds = f64::from(step.margin) / 1000.0;
            (step.phase, 1.0 / (1.0 + (-odds).exp()))
        }
        None => (Phase::Other, 0.5),
    })
    .unzip()
}

/// Prints what the decoder works on, with published weights.
pub fn units(recordings: &[Recording]) -> Result<()> {
    for recording in recordings {
        println!("{}", recording.truth.name);
        for unit in study::units(&recording.log)? {
            let mut people: Vec<&str> = recording
                .truth
                .acts
                .iter()
                .filter(|act| unit.entries.contains(&act.entry))
                .map(|act| name_of(act.phase.0))
                .collect();
            people.dedup();
            let rules: Vec<String> = unit
                .fired
                .iter()
                .map(|rule| format!("{} {}", RULES[*rule].name, RULES[*rule].weight))
                .collect();
            println!(
                "  system {} entries {}-{} commits {:?}: {} by {}, people say {people:?}  [{}]",
                unit.system.map_or(0, |system| system.0),
                unit.entries.first().copied().unwrap_or_default(),
                unit.entries.last().copied().unwrap_or_default(),
                unit.commits,
                name_of(unit.phase),
                unit.margin,
                rules.join(", "),
            );
        }
    }
    Ok(())
}

fn step_of(derived: &Derived, entry: u32) -> Option<&Step> {
    derived.steps.iter().find(|step| step.entries.contains(&entry))
}

fn heads(first: &str) -> Vec<String> {
    let heads = [
        "recordings",
        "macro-F1",
        "boundary F1@0",
        "F1@1",
        "segments F1@50",
        "edit",
        "ARI",
        "V",
        "ECE",
    ];
    [first]
        .iter()
        .chain(&heads)
        .map(|head| (*head).to_owned())
        .collect()
}

fn row(name: &str, scores: &Scores, recordings: usize) -> Vec<String> {
    let numbers = [
        scores.f1,
        scores.exact,
        scores.near,
        scores.segments,
        scores.edit,
        scores.ari,
        scores.v,
        scores.ece,
    ];
    let mut row = vec![name.to_owned(), recordings.to_string()];
    row.extend(numbers.map(table::share));
    row
}

fn ways(whole: &Whole) {
    let mut rows = vec![heads("way to cut")];
    for (way, cuts) in WAYS.iter().zip(&whole.cuts) {
        let mut cells = row(way, &Scores::of(cuts.iter()), cuts.len());
        if *way != WAYS[0] {
            // Only ours says how sure it is.
            cells.pop();
            cells.push("-".to_owned());
        }
        rows.push(cells);
    }
    let measures: [fn(&Scores) -> f64; 8] = [
        |s| s.f1,
        |s| s.exact,
        |s| s.near,
        |s| s.segments,
        |s| s.edit,
        |s| s.ari,
        |s| s.v,
        |s| s.ece,
    ];
    let mut bounds = vec!["  95 % of draws".to_owned(), String::new()];
    bounds.extend(measures.map(|of| {
        let (low, high) = interval(&whole.cuts[0], of);
        format!("{low:.3}-{high:.3}")
    }));
    rows.insert(2, bounds);
    table::print(&rows);
}

fn confusions(whole: &Whole) {
    let confusion = confusion(whole.cuts[0].iter());
    let mut rows = vec![vec![String::new()]];
    rows[0].extend(PHASES.map(|phase| name_of(phase).to_owned()));
    for (phase, counts) in PHASES.iter().zip(confusion) {
        let mut row = vec![name_of(*phase).to_owned()];
        row.extend(counts.map(|count| count.to_string()));
        rows.push(row);
    }
    table::print(&rows);
}

/// Prints every act that got another phase than people say, with published weights.
pub fn mistakes(recordings: &[Recording]) -> Result<()> {
    for recording in recordings {
        let derived = derive(&recording.log)?;
        let mut wrong = Vec::new();
        for act in &recording.truth.acts {
            let step = step_of(&derived, act.entry);
            let got = step.map_or(Phase::Other, |step| step.phase);
            if got != act.phase.0 {
                let product = recording
                    .truth
                    .products
                    .get(&act.system)
                    .cloned()
                    .unwrap_or_default();
                let rules: Vec<String> = step.map_or_else(Vec::new, |step| {
                    let rules = step.rules.iter().take(4);
                    rules
                        .map(|rule| format!("{} {}", rule.rule.as_str(), rule.weight))
                        .collect()
                });
                wrong.push(format!(
                    "  {:4} {:18} {:32} {} -> {}{}  [{}]",
                    act.entry,
                    product,
                    act.what,
                    name_of(act.phase.0),
                    name_of(got),
                    if act.commit { " COMMIT" } else { "" },
                    rules.join(", "),
                ));
            }
        }
        println!(
            "{}: {} of {}",
            recording.truth.name,
            wrong.len(),
            recording.truth.acts.len()
        );
        for line in wrong
            .into_iter()
            .chain(judge::judge(recording, &derived, |_| true).wrong)
        {
            println!("{line}");
        }
    }
    Ok(())
}
