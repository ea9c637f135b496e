//! Buying the best first.

use super::LeverInProvince;

/// The choices bought with `money`, in the order of benefit for cost: each that helps and can still
/// be paid for. Equal ratios are bought in the order given.
pub fn buy(choices: &[LeverInProvince], money: f64) -> Vec<LeverInProvince> {
    let mut helpful: Vec<&LeverInProvince> = choices.iter().filter(|choice| choice.protected > 0.0).collect();
    // Free help comes first; the ratio of two free choices is the same.
    let ratio = |choice: &LeverInProvince| {
        if choice.cost > 0.0 { choice.protected / choice.cost } else { f64::INFINITY }
    };
    helpful.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)));
    let mut left = money;
    let mut bought = Vec::new();
    for choice in helpful {
        if choice.cost <= left {
            left -= choice.cost;
            bought.push(choice.clone());
        }
    }
    bought
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(province: usize, cost: f64, protected: f64) -> LeverInProvince {
        LeverInProvince { slot: 0, province: Some(province), cost, protected, reliability: None }
    }

    #[test]
    fn the_best_for_its_money_is_bought_first_and_what_is_too_dear_is_passed_over() {
        let choices = [
            choice(0, 10.0, 5.0),   // 0.5
            choice(1, 4.0, 4.0),    // 1.0
            choice(2, 100.0, 99.0), // 0.99, too dear
            choice(3, 5.0, 1.0),    // 0.2
            choice(4, 1.0, -3.0),   // harms
            choice(5, 0.0, 0.1),    // free
        ];
        let bought: Vec<_> = buy(&choices, 15.0).iter().filter_map(|choice| choice.province).collect();
        assert_eq!(bought, [5, 1, 0]);
        assert!(buy(&choices[..4], 0.0).is_empty());
    }
}
