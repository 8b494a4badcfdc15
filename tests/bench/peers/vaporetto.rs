// usage: vaporetto train VERTICAL MODEL: a model from vertical text, with the settings of vaporetto's own trainer
//        vaporetto FILE MODEL [tags]: words, or with tags too
mod bench;

use std::{env, fs};
use vaporetto::{Model, Predictor, Sentence, SolverType, Trainer};

// A word as vaporetto's text of words takes it: what parts words and tags there is escaped.
fn escaped(word: &str) -> String {
    word.replace('\\', "\\\\").replace(' ', "\\ ").replace('/', "\\/")
}

fn sentences(vertical: &str) -> Vec<Sentence<'static, 'static>> {
    let (mut all, mut words) = (vec![], vec![]);
    for line in vertical.lines() {
        if let Some((word, tag)) = line.split_once('\t') {
            words.push(format!("{}/{}", escaped(word), tag));
        } else if line == "</s>" && !words.is_empty() {
            all.push(Sentence::from_tokenized(&words.join(" ")).expect("a sentence"));
            words.clear();
        }
    }
    all
}

fn train(vertical: &str, model: &str) {
    let examples = sentences(&fs::read_to_string(vertical).expect("vertical text"));
    let mut trainer = Trainer::new(3, 3, 3, 3, vec![], 4, &[]).expect("a trainer");
    examples.iter().for_each(|sentence| trainer.add_example(sentence));
    let made = trainer.train(0.01, 1.0, SolverType::L1RegularizedL2LossSVC).expect("a model");
    fs::write(model, made.to_vec().expect("bytes")).expect("a file");
}

fn main() {
    let args: Vec<String> = env::args().collect();
    if args[1] == "train" {
        return train(&args[2], &args[3]);
    }
    let tags = args.len() > 3;
    let bytes = fs::read(&args[2]).expect("the model");
    let predictor = Predictor::new(Model::read_slice(&bytes).expect("a model").0, tags).expect("a predictor");
    let mut sentence = Sentence::default();
    bench::measure(&args[1], |line| {
        sentence.update_raw(line).expect("a line");
        predictor.predict(&mut sentence);
        if tags {
            sentence.fill_tags();
        }
        sentence.iter_tokens().count()
    });
}
