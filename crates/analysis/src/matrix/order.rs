//! Sorting by keys. One function that takes no types: each use of the standard library's sort would be 6 kB of WASM.

use alloc::vec::Vec;

/// The places of the keys in the order of the keys, of equal ones the first only.
pub(crate) fn sorted<'a>(keys: &[&'a str]) -> Vec<usize> {
    // A heap: its greatest place is taken away again and again.
    let mut places: Vec<usize> = (0..keys.len()).collect();
    let less = |one: usize, other: usize| (keys[one], one) < (keys[other], other);
    let sink = |places: &mut [usize], mut at: usize| {
        loop {
            let mut child = 2 * at + 1;
            if child + 1 < places.len() && less(places[child], places[child + 1]) {
                child += 1;
            }
            if child >= places.len() || !less(places[at], places[child]) {
                return;
            }
            places.swap(at, child);
            at = child;
        }
    };
    for at in (0..places.len() / 2).rev() {
        sink(&mut places, at);
    }
    for end in (1..places.len()).rev() {
        places.swap(0, end);
        sink(&mut places[..end], 0);
    }
    let mut last: Option<&'a str> = None;
    places.retain(|place| last.replace(keys[*place]) != Some(keys[*place]));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(keys in prop::collection::vec("[ab]{0,3}", 0..40)) {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let mut expected: Vec<usize> = (0..keys.len()).collect();
            expected.sort_by_key(|place| keys[*place]);
            expected.dedup_by_key(|place| keys[*place]);
            prop_assert_eq!(sorted(&keys), expected);
        }
    }
}
