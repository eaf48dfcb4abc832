//! Prints the TypeScript of the wire types; `cargo xtask codegen` puts it in its place.

fn main() {
    print!("{}", tadori_wire::typescript());
}
