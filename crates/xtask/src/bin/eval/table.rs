//! Tables for people.

/// Prints rows with their columns in line, the first to the left and the others to the right.
pub fn print(rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let space = " ".repeat(widths[column] - cell.chars().count());
            if column == 0 {
                line += &format!("{cell}{space}");
            } else {
                line += &format!("  {space}{cell}");
            }
        }
        println!("{}", line.trim_end());
    }
    println!();
}

/// A share as the literature writes it.
pub fn share(value: f64) -> String {
    format!("{value:.3}")
}
