//! What is printed. A reader who has seen enough, as `head` has, closes the pipe: that is no fault and ends nothing.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};

/// Prints a line on standard output.
#[macro_export]
macro_rules! say {
    ($($part:tt)*) => { $crate::say::line(&mut std::io::stdout(), format_args!($($part)*)) };
}

/// Prints a line on standard error.
#[macro_export]
macro_rules! warn {
    ($($part:tt)*) => { $crate::say::line(&mut std::io::stderr(), format_args!($($part)*)) };
}

/// Writes a line. What cannot be written for another reason than a closed pipe must not pass for written.
pub fn line(to: &mut dyn Write, line: Arguments<'_>) {
    match writeln!(to, "{line}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            // There is nowhere left to say it if this fails too.
            let _ = writeln!(
                std::io::stderr(),
                "ledgerium: the output cannot be written: {error}"
            );
            std::process::exit(2);
        }
        _ => {}
    }
}
