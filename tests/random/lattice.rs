//! What a sequence of words must look like if it is chance: as many ones as zeros, as many changes
//! of bit as not, and no memory from one word to the next.

/// Sums over a sequence of random words.
#[derive(Default)]
pub struct Tally {
    words: u64,
    ones: u64,
    changes: u64,
    last_bit: u32,
    last: f64,
    products: f64,
}

impl Tally {
    /// The next word of the sequence.
    pub fn add(&mut self, word: u32) {
        self.ones += u64::from(word.count_ones());
        self.changes += u64::from((word ^ (word << 1 | self.last_bit)).count_ones());
        self.last_bit = word >> 31;
        let centred = (f64::from(word) + 0.5) / 4_294_967_296.0 - 0.5;
        self.products += centred * self.last;
        self.last = centred;
        self.words += 1;
    }

    /// Distances from what chance gives, in standard errors: of the ones (monobit), of the changes
    /// (runs), and of the products of neighbours (serial correlation).
    pub fn distances(&self) -> [f64; 3] {
        let words = self.words as f64;
        let bits = 32.0 * words;
        let of_bits = |count: u64| (count as f64 - bits / 2.0) / (bits / 4.0).sqrt();
        [of_bits(self.ones), of_bits(self.changes), 12.0 * self.products / words.sqrt()]
    }
}

/// The words of a lattice with three axes, along each of them in turn:
/// `word(person, month, decision)`.
pub fn along_each_axis(
    [persons, months, decisions]: [u64; 3],
    word: impl Fn(u64, u64, u64) -> u32,
) -> [Tally; 3] {
    let walk = |[outer, middle, inner]: [u64; 3], at: &dyn Fn(u64, u64, u64) -> u32| {
        let mut tally = Tally::default();
        for a in 0..outer {
            for b in 0..middle {
                (0..inner).for_each(|c| tally.add(at(a, b, c)));
            }
        }
        tally
    };
    [
        walk([months, decisions, persons], &|month, decision, person| word(person, month, decision)),
        walk([persons, decisions, months], &|person, decision, month| word(person, month, decision)),
        walk([persons, months, decisions], &|person, month, decision| word(person, month, decision)),
    ]
}
