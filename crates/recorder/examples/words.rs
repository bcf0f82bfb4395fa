//! Writes the packed lists of words into the folder that is given, as the extension loads them: lexicon.bin for the
//! recorder, and words-<language>.js, which pages and recorder share. `cargo xtask build` runs it.

use std::error::Error;
use std::fs;
use std::path::Path;

use ledgerium_recorder::lexicon;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    fs::write(folder.join("lexicon.bin"), lexicon::packed())?;
    for (language, text) in lexicon::packed_reading() {
        // The text holds nothing that a template literal would take for its own.
        let script = format!("(globalThis.ledgeriumWords ??= {{}}).{language} = `{text}`;\n");
        fs::write(folder.join(format!("words-{language}.js")), script)?;
    }
    Ok(())
}
