/// Marks (`\p{M}`) that are not alphabetic: the first, and how many follow on each other.
const MARKS: [(u32, u16); 0] = [];
