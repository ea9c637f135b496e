//! Money as people read it: 2.9 billion dong, with US dollars beside it.

use super::{Phrase, Words};
use crate::language::Language;

/// Dong for one US dollar: the rate at which `levers.toml` turned published costs into dong, near
/// the official average of 2018 to 2020.
pub const DONG_PER_DOLLAR: f64 = 23_000.0;

/// An amount, given in thousands of dong, in the largest unit that leaves at least one whole, with
/// three digits: `2.9 billion dong`.
pub fn money(language: Language, thousand_dong: f64) -> String {
    let words = Words { language };
    words.fill(Phrase::Dong, &[("amount", &words.amount(thousand_dong))])
}

impl Words {
    /// As [`money`], without the word for dong: what stands on an axis whose heading names it.
    pub fn amount(&self, thousand_dong: f64) -> String {
        let amount = thousand_dong * 1e3;
        // From the largest down; an amount that would be rounded up to 1,000 of a unit is one of
        // the next.
        let units = [
            (1e12, Phrase::Trillions),
            (1e9, Phrase::Billions),
            (1e6, Phrase::Millions),
            (1e3, Phrase::Thousands),
        ];
        match units.into_iter().find(|(size, _)| amount.abs() >= 0.9995 * size) {
            Some((size, phrase)) => self.fill(phrase, &[("amount", &self.significant(amount / size, 3))]),
            None => self.significant(amount, 3),
        }
    }

    /// An amount, given in thousands of dong, with US dollars beside it:
    /// `2.9 billion dong (126,000 USD)`.
    pub fn money(&self, thousand_dong: f64) -> String {
        let dollars = self.significant(thousand_dong * 1e3 / DONG_PER_DOLLAR, 3);
        let dong = money(self.language, thousand_dong);
        self.fill(Phrase::WithDollars, &[("dong", &dong), ("dollars", &dollars)])
    }

    /// What every amount on the page rests on: the exchange rate and the prices.
    pub fn price_note(&self) -> String {
        self.fill(Phrase::PriceNote, &[("rate", &self.decimal(DONG_PER_DOLLAR, 0))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_told_in_the_largest_unit_that_leaves_a_whole() {
        let english = |amount| money(Language::English, amount);
        let vietnamese = |amount| money(Language::Vietnamese, amount);
        assert_eq!(english(2_898_000.0), "2.9 billion dong");
        assert_eq!(vietnamese(2_898_000.0), "2,9 tỷ đồng");
        assert_eq!(english(67_400_000_000.0), "67.4 trillion dong");
        assert_eq!(vietnamese(67_400_000_000.0), "67,4 nghìn tỷ đồng");
        assert_eq!(english(52_000.0), "52 million dong");
        assert_eq!(vietnamese(52.4), "52,4 nghìn đồng");
        assert_eq!(english(0.4), "400 dong");
        assert_eq!(english(0.0), "0 dong");
        assert_eq!(english(-1_002_000.0), "\u{2212}1 billion dong");
        // Never 1,000 of a unit: that is one of the next.
        assert_eq!(english(999_600.0), "1 billion dong");
        assert_eq!(english(999_400.0), "999 million dong");
    }

    #[test]
    fn dollars_stand_beside_it() {
        let said = Words { language: Language::English }.money(2_898_000.0);
        assert_eq!(said, "2.9 billion dong (126,000 USD)");
        assert_eq!(Words { language: Language::Vietnamese }.money(2_898_000.0), "2,9 tỷ đồng (126.000 USD)");
    }
}
