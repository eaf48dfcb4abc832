//! Puts the window's files and the program's icon into the program.

fn main() {
    tauri_build::build();
}
