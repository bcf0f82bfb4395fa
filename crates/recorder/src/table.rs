//! A sorted list that is looked up by its keys. The maps of the standard library are faster with many thousands of
//! keys and twenty times as large in the extension; most of ours hold a handful, and those that grow do so at their end.

use alloc::vec::Vec;

/// Values by their keys, in the order of the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<K, V>(Vec<(K, V)>);

/// Keys alone.
pub type Set<K> = Table<K, ()>;

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Table<K, V> {
    fn find(&self, key: &K) -> Result<usize, usize> {
        // New keys are mostly the highest.
        match self.0.last() {
            Some((last, _)) if last < key => Err(self.0.len()),
            _ => self.0.binary_search_by(|(known, _)| known.cmp(key)),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        let at = self.find(key).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub(crate) fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let at = self.find(key).ok()?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    /// Whether there is a key.
    pub fn has(&self, key: &K) -> bool {
        self.find(key).is_ok()
    }

    /// Puts a value in; the one that stood there, if one did.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => Some(core::mem::replace(&mut self.0[at].1, value)),
            Err(at) => {
                self.0.insert(at, (key, value));
                None
            }
        }
    }

    /// The value of a key, made if there is none.
    pub fn or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let at = match self.find(&key) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (key, make()));
                at
            }
        };
        &mut self.0[at].1
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &K) {
        if let Ok(at) = self.find(key) {
            self.0.remove(at);
        }
    }

    /// Whether there is a key from the first to the last of these.
    pub(crate) fn any_between(&self, first: &K, last: &K) -> bool {
        let at = self.find(first).unwrap_or_else(|at| at);
        self.0.get(at).is_some_and(|(key, _)| key <= last)
    }

    /// All, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord> Set<K> {
    /// Puts a key in; whether it is new.
    pub fn add(&mut self, key: K) -> bool {
        self.insert(key, ()).is_none()
    }

    /// The key, if there is exactly one.
    pub(crate) fn only(&self) -> Option<&K> {
        match self.0.as_slice() {
            [(key, ())] => Some(key),
            _ => None,
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Table<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(items: I) -> Self {
        let mut table = Self::default();
        for (key, value) in items {
            table.insert(key, value);
        }
        table
    }
}

/// Puts a number into a sorted list, once.
pub(crate) fn put(list: &mut Vec<u32>, n: u32) {
    if list.last().is_none_or(|last| *last < n) {
        list.push(n);
    } else if let Err(at) = list.binary_search(&n) {
        list.insert(at, n);
    }
}

/// Sorts a list that is nearly sorted, keeping the order of equals.
pub(crate) fn settle<T>(list: &mut [T], precedes: impl Fn(&T, &T) -> bool) {
    for from in 1..list.len() {
        let mut at = from;
        while at > 0 && precedes(&list[at], &list[at - 1]) {
            list.swap(at, at - 1);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn a_table_is_sorted_whatever_comes_first() {
        let mut table: Table<u32, char> = [(3, 'c'), (1, 'a'), (2, 'b')].into_iter().collect();
        assert_eq!(table.insert(2, 'B'), Some('b'));
        assert_eq!(*table.or_insert_with(0, || 'z'), 'z');
        let all: Vec<_> = table.iter().map(|(key, value)| (*key, *value)).collect();
        assert_eq!(all, [(0, 'z'), (1, 'a'), (2, 'B'), (3, 'c')]);
        assert!(table.any_between(&2, &9) && !table.any_between(&4, &9));
        table.remove(&3);
        assert!(!table.has(&3) && table.len() == 3);
    }

    #[test]
    fn lists_are_put_in_order() {
        let mut list = vec![];
        for n in [5, 1, 5, 3, 9] {
            put(&mut list, n);
        }
        assert_eq!(list, [1, 3, 5, 9]);
        let mut pairs = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        settle(&mut pairs, |a, b| a.0 < b.0);
        assert_eq!(pairs, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
