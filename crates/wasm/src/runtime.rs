//! What the standard library would bring: its allocator, and what happens at a panic.

use dlmalloc::GlobalDlmalloc;

#[global_allocator]
static ALLOCATOR: GlobalDlmalloc = GlobalDlmalloc;

/// Traps, as the standard library does here after it wrote a message that nobody can read. Without the message all that
/// would compose it goes, which is 10 kB.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
