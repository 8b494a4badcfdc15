// What the drivers in Rust share, as bench.h for those in C: the lines of the text, and the CPU time of the best of three
// rounds. A driver prints one number, megabytes of text for each second.
extern "C" {
    fn clock() -> std::ffi::c_long; // microseconds of CPU time, on POSIX systems
}

/// `cut` cuts one line and returns the number of its words.
pub fn measure(path: &str, mut cut: impl FnMut(&'static str) -> usize) {
    let text: &'static str = std::fs::read_to_string(path).expect("the text").leak();
    let lines: Vec<&'static str> = text.lines().filter(|line| !line.is_empty()).collect();
    let mut best = f64::MAX;
    for _ in 0..3 {
        let start = unsafe { clock() };
        let words: usize = lines.iter().map(|line| cut(line)).sum();
        best = best.min((unsafe { clock() } - start) as f64);
        assert!(words >= lines.len());
    }
    println!("{:.3}", text.len() as f64 / best);
}
