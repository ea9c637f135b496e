//! Random words of many agents of one commune, drawn side by side and shared out by name.

use super::prefetch::prefetch_column;
use super::{CommuneContext, with_widest_simd};
use crate::population::{Commune, Homes, keys};
use crate::quantities::Month;
use crate::random::{Dither, Draws, Stream, unit_from_words};

/// Homes that are looked at together, where few of many matter.
const TOGETHER: usize = 64;

/// Random words of many agents of one commune: a block for each, word by word.
#[derive(Debug, Clone, Default)]
struct BlockDraws {
    columns: [Vec<u32>; 4],
    low_keys: Vec<u32>,
}

impl BlockDraws {
    /// Draws a block of a stream for every agent, by the low words of their identities.
    fn draw(
        &mut self,
        commune: &Commune,
        low_keys: impl Iterator<Item = u32>,
        draws: &Draws,
        (stream, month, index): (Stream, Month, u32),
    ) {
        self.low_keys.clear();
        self.low_keys.extend(low_keys);
        self.columns.iter_mut().for_each(|column| column.resize(self.low_keys.len(), 0));
        let high = keys::home_high(commune.province, commune.number);
        with_widest_simd(
            #[inline(always)]
            || draws.blocks(stream, high, &self.low_keys, month, index, &mut self.columns),
        );
    }
}

/// One unit number for each of some people of a commune.
#[derive(Debug, Clone, Default)]
pub struct PersonDraws(BlockDraws);

impl PersonDraws {
    /// Draws those of a stream and month for the people in these rows: the numbers of
    /// [`Draws::uniform`], side by side.
    pub fn draw(&mut self, commune: &Commune, rows: &[u16], draws: &Draws, (stream, month): (Stream, Month)) {
        let low_keys = rows.iter().map(|&row| commune.person_key(usize::from(row)) as u32);
        self.0.draw(commune, low_keys, draws, (stream, month, 0));
    }

    /// The numbers drawn last, in the order of the rows.
    pub fn iter(&self) -> impl Iterator<Item = f64> {
        let [high, low, ..] = &self.0.columns;
        high.iter().zip(low).map(|(&high, &low)| unit_from_words(high, low))
    }
}

/// The random words of a commune's homes in a month (stream `household.month`), shared out by name.
#[derive(Debug, Clone, Default)]
pub struct HomeDraws(BlockDraws);

impl HomeDraws {
    /// Draws the words of every family of a commune, while the columns arrive on which economy and
    /// family life use them.
    pub fn draw(&mut self, commune: &Commune, here: &CommuneContext<'_>) {
        prefetch_homes(&commune.homes);
        self.fill(commune, &here.draws, (Stream::HouseholdMonth, here.month, 0));
    }

    /// One fixed unit number of each home for each of four levers: those of one block of stream
    /// `levers.reach`.
    pub fn propensities(
        &mut self,
        commune: &Commune,
        here: &CommuneContext<'_>,
        block: u32,
    ) -> &[Vec<u32>; 4] {
        self.fill(commune, &here.draws, (Stream::LeverReach, Month(0), block));
        &self.0.columns
    }

    fn fill(&mut self, commune: &Commune, draws: &Draws, (stream, month, index): (Stream, Month, u32)) {
        let generations = commune.homes.generation.iter().zip(0u16..);
        let low_keys = generations.map(|(&generation, home)| keys::home_low(home, generation));
        self.0.draw(commune, low_keys, draws, (stream, month, index));
    }

    /// Innovation of income of each home: the level of a table of 4,096.
    #[inline(always)]
    pub fn innovation(&self) -> impl Iterator<Item = usize> {
        self.0.columns[0].iter().map(|word| (word >> 20) as usize)
    }

    /// What of a hazard below a step of a spell clock is kept this month, the same for all in a
    /// home.
    #[inline(always)]
    pub fn dither(&self) -> impl Iterator<Item = Dither> {
        self.0.columns[0].iter().map(|&word| Dither::from_low_bits(word))
    }

    /// The dither of one home.
    pub fn dither_of(&self, home: usize) -> Dither {
        Dither::from_low_bits(self.0.columns[0][home])
    }

    /// Whether a shock meets each home, as a unit number of 24 bits.
    #[inline(always)]
    pub fn shock(&self) -> impl Iterator<Item = f32> {
        self.0.columns[1].iter().map(|&word| unit24(word))
    }

    /// Each caregiver's leaving or return, as a unit number of 20 bits.
    #[inline(always)]
    pub fn caregiver(&self) -> impl Iterator<Item = f32> {
        self.0.columns[2].iter().map(|word| ((word >> 12) as f32 + 0.5) / 1_048_576.0)
    }

    /// Fading of each home's memory of a shock, as a unit number of 12 bits.
    #[inline(always)]
    pub fn forgetting(&self) -> impl Iterator<Item = f32> {
        self.0.columns[2].iter().map(|word| ((word & 0xFFF) as f32 + 0.5) / 4096.0)
    }

    /// Referral of a home, as a unit number of 24 bits.
    #[inline]
    pub fn referral(&self, home: usize) -> f32 {
        unit24(self.0.columns[3][home])
    }

    /// The homes whose referral lies below a probability, few among many.
    pub fn referrals_below(&self, probability: f32) -> Vec<usize> {
        let below = |&word: &u32| unit24(word) < probability;
        let mut homes = Vec::new();
        with_widest_simd(
            #[inline(always)]
            || {
                for (words, first) in self.0.columns[3].chunks(TOGETHER).zip((0..).step_by(TOGETHER)) {
                    if words.iter().fold(false, |any, word| any | below(word)) {
                        homes.extend(
                            (first..).zip(words).filter(|(_, word)| below(word)).map(|(home, _)| home),
                        );
                    }
                }
            },
        );
        homes
    }
}

/// Asks for what economy and family life read.
fn prefetch_homes(homes: &Homes) {
    prefetch_column(&homes.flags);
    for consumption in [&homes.transitory, &homes.permanent] {
        prefetch_column(consumption);
    }
    prefetch_column(&homes.debt);
    for scores in [&homes.temper, &homes.supervision, &homes.parenting_gain] {
        prefetch_column(scores);
    }
}

#[inline(always)]
fn unit24(word: u32) -> f32 {
    ((word >> 8) as f32 + 0.5) / 16_777_216.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::People;

    /// Two hundred homes of two, of several generations.
    fn commune() -> Commune {
        let mut commune = Commune::empty(7, 300, 0.5);
        commune.homes = Homes::with_capacity(200);
        commune.homes.first = (0..=200).map(|home| 2 * home).collect();
        commune.homes.generation = (0..200).map(|home| home % 3).collect();
        commune.people = People::empty_places(std::iter::repeat_n(2, 200));
        commune
    }

    /// The numbers of the homes that refer themselves are those of the homes one by one.
    #[test]
    fn few_of_many_are_those_that_a_look_at_each_finds() {
        let (draws, commune) = (Draws::new(3, 0), commune());
        let mut words = HomeDraws::default();
        words.fill(&commune, &draws, (Stream::HouseholdMonth, Month(5), 0));
        for probability in [0.0, 0.003, 0.1, 0.7, 1.0] {
            let each: Vec<usize> = (0..200).filter(|&home| words.referral(home) < probability).collect();
            assert_eq!(words.referrals_below(probability), each, "{probability}");
        }
        let block = draws.block(Stream::HouseholdMonth, commune.home_key(150), Month(5));
        assert_eq!(words.referral(150), unit24(block[3]));
    }

    #[test]
    fn units_side_by_side_are_those_of_each_person() {
        let (draws, commune) = (Draws::new(3, 0), commune());
        let rows = [0, 1, 17, 250, 399];
        let mut units = PersonDraws::default();
        units.draw(&commune, &rows, &draws, (Stream::OnlineExposure, Month(0)));
        let alone = rows
            .map(|row| draws.uniform(Stream::OnlineExposure, commune.person_key(usize::from(row)), Month(0)));
        assert_eq!(units.iter().collect::<Vec<f64>>(), alone);
    }
}
