// usage: jieba_rs FILE DICT [tags]: words by dictionary and hidden Markov model, or with tags too
mod bench;

use std::{env, fs::File, io::BufReader};

fn main() {
    let args: Vec<String> = env::args().collect();
    let mut dictionary = BufReader::new(File::open(&args[2]).expect("the dictionary"));
    let jieba = jieba_rs::Jieba::with_dict(&mut dictionary).expect("a dictionary");
    if args.len() > 3 {
        bench::measure(&args[1], |line| jieba.tag(line, true).len());
    } else {
        bench::measure(&args[1], |line| jieba.cut(line, true).len());
    }
}
