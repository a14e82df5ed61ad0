//! Tells Cargo that the release binary contains the console's files, so that a new console is taken in.

fn main() {
    // Printing is how a build script speaks to Cargo.
    std::io::Write::write_all(&mut std::io::stdout(), b"cargo::rerun-if-changed=../../web/dist\n")
        .expect("Cargo reads what a build script writes");
}
