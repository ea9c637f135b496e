//! The decision as things stand: which act is best, how surely, and what a wrong one costs.

/// An act as things stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Its mean net benefit.
    pub benefit: f64,
    /// Share of the draws in which no act has a greater net benefit; acts that are alike share a
    /// draw.
    pub probability_best: f64,
    /// What is lost on the mean against the best act of each draw; the least of these is what
    /// knowing everything is worth.
    pub expected_loss: f64,
    /// Whether its mean is the greatest; of several alike, the first.
    pub is_best: bool,
}

/// Every act as things stand; `benefits` by act and draw.
pub fn choices(benefits: &[Vec<f64>]) -> Vec<Choice> {
    let draws = benefits.first().map_or(0, Vec::len);
    let greatest = greatest(benefits);
    let winners: Vec<f64> = (0..draws)
        .map(|draw| benefits.iter().filter(|act| act[draw] >= greatest[draw]).count() as f64)
        .collect();
    let best = best(benefits);
    let of = |(place, act): (usize, &Vec<f64>)| {
        let won = |draw: usize| if act[draw] >= greatest[draw] { 1.0 / winners[draw] } else { 0.0 };
        let lost = |draw: usize| greatest[draw] - act[draw];
        Choice {
            benefit: mean(act),
            probability_best: mean(&(0..draws).map(won).collect::<Vec<_>>()),
            expected_loss: mean(&(0..draws).map(lost).collect::<Vec<_>>()),
            is_best: Some(place) == best,
        }
    };
    benefits.iter().enumerate().map(of).collect()
}

/// The act with the greatest mean; of several alike, the first.
pub(super) fn best(benefits: &[Vec<f64>]) -> Option<usize> {
    let means: Vec<f64> = benefits.iter().map(|act| mean(act)).collect();
    (0..means.len()).rev().max_by(|&one, &other| means[one].total_cmp(&means[other]))
}

/// The greatest net benefit of each draw.
pub(super) fn greatest(benefits: &[Vec<f64>]) -> Vec<f64> {
    let draws = benefits.first().map_or(0, Vec::len);
    (0..draws).map(|draw| benefits.iter().map(|act| act[draw]).fold(f64::NEG_INFINITY, f64::max)).collect()
}

pub(super) fn mean(numbers: &[f64]) -> f64 {
    if numbers.is_empty() { 0.0 } else { numbers.iter().sum::<f64>() / numbers.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing, one act that wins by 2 in two draws of four and loses by 1 in the others, one that
    /// is always worse than nothing.
    #[test]
    fn choices_by_hand() {
        let found = choices(&[vec![0.0; 4], vec![2.0, -1.0, 2.0, -1.0], vec![-1.0; 4]]);
        let numbers: Vec<_> = found
            .iter()
            .map(|own| (own.benefit, own.probability_best, own.expected_loss, own.is_best))
            .collect();
        assert_eq!(numbers, [(0.0, 0.5, 1.0, false), (0.5, 0.5, 0.5, true), (-1.0, 0.0, 2.0, false)]);
    }

    #[test]
    fn acts_that_are_alike_share_what_they_win_and_the_first_is_taken() {
        let found = choices(&[vec![1.0, 3.0], vec![1.0, 3.0]]);
        assert_eq!(found.iter().map(|own| own.probability_best).collect::<Vec<_>>(), [0.5, 0.5]);
        assert_eq!(found.iter().map(|own| own.is_best).collect::<Vec<_>>(), [true, false]);
    }
}
