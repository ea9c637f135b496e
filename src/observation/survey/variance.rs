//! Share and variance from a clustered, stratified sample.

/// A drawn commune and its answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurveyedCluster {
    /// Stratum it was drawn in.
    pub stratum: usize,
    /// Respondents.
    pub respondents: u32,
    /// Of these, who reported an experience.
    pub reported: u32,
    /// Real people whom the commune stands for: the stratum's size over its number of draws.
    pub weight: f64,
}

/// An estimated share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinearisedShare {
    /// The share.
    pub share: f64,
    /// Its variance.
    pub variance: f64,
    /// Variance relative to that of a simple random sample, `p (1 - p) / (n - 1)`; 1 where that is
    /// zero.
    pub design_effect: f64,
    /// Respondents.
    pub respondents: u32,
    /// Degrees of freedom.
    pub degrees: u32,
}

/// The weighted share `p = sum w_j y_j / sum w_j`, with `y_j` the share in cluster `j`, and its
/// variance by Taylor linearisation: with `z_j = w_j (y_j - p) / sum w`, `V = sum over strata h of
/// n_h / (n_h - 1) x sum over j in h of (z_j - mean of z in h)^2`.
///
/// Clusters that are alone in their stratum form a stratum together. With a single cluster in all,
/// only the sampling within it can be seen: respondents are then taken as independent, which
/// understates the error. None where nobody was asked.
pub fn linearised_share(clusters: &[SurveyedCluster]) -> Option<LinearisedShare> {
    let asked: Vec<&SurveyedCluster> = clusters.iter().filter(|cluster| cluster.respondents > 0).collect();
    let respondents: u32 = asked.iter().map(|cluster| cluster.respondents).sum();
    let weight: f64 = asked.iter().map(|cluster| cluster.weight).sum();
    if respondents == 0 || weight <= 0.0 {
        return None;
    }
    let own_share = |cluster: &SurveyedCluster| f64::from(cluster.reported) / f64::from(cluster.respondents);
    let share = asked.iter().map(|cluster| cluster.weight * own_share(cluster)).sum::<f64>() / weight;
    let simple = share * (1.0 - share) / f64::from(respondents.max(2) - 1);
    if asked.len() == 1 {
        let degrees = respondents.saturating_sub(1);
        return Some(LinearisedShare { share, variance: simple, design_effect: 1.0, respondents, degrees });
    }
    let parts: Vec<(usize, f64)> = asked
        .iter()
        .map(|cluster| (cluster.stratum, cluster.weight * (own_share(cluster) - share) / weight))
        .collect();
    let strata = variance_strata(&parts);
    let variance = strata.iter().map(|parts| between(parts)).sum();
    let design_effect = if simple > 0.0 { variance / simple } else { 1.0 };
    let degrees = (asked.len() - strata.len()) as u32;
    Some(LinearisedShare { share, variance, design_effect, respondents, degrees })
}

/// The clusters' parts by stratum; single clusters together, and a lone single one with the first
/// stratum.
fn variance_strata(parts: &[(usize, f64)]) -> Vec<Vec<f64>> {
    let mut sorted = parts.to_vec();
    sorted.sort_by_key(|&(stratum, _)| stratum);
    let (mut strata, mut single): (Vec<Vec<f64>>, Vec<f64>) = (Vec::new(), Vec::new());
    for of_stratum in sorted.chunk_by(|a, b| a.0 == b.0) {
        match of_stratum {
            [(_, alone)] => single.push(*alone),
            several => strata.push(several.iter().map(|&(_, part)| part).collect()),
        }
    }
    match (single.len(), strata.first_mut()) {
        (0, _) => {}
        (1, Some(first)) => first.append(&mut single),
        _ => strata.push(single),
    }
    strata
}

/// `n / (n - 1)` times the sum of squares about the mean.
fn between(parts: &[f64]) -> f64 {
    let n = parts.len() as f64;
    let mean = parts.iter().sum::<f64>() / n;
    n / (n - 1.0) * parts.iter().map(|part| (part - mean) * (part - mean)).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cluster(stratum: usize, respondents: u32, reported: u32, weight: f64) -> SurveyedCluster {
        SurveyedCluster { stratum, respondents, reported, weight }
    }

    /// Two strata of two clusters. Shares 0.1, 0.3 (weight 2 each) and 0.0, 0.2 (weight 1 each):
    /// p = (0.2 + 0.6 + 0 + 0.2) / 6 = 1/6. z: -2/90, 4/90 | -1/36, 1/180.
    /// V = 2 (2 (3/90)^2 + 2 (1/60)^2) = 2 (2/900 + 2/3600) = 1/180.
    #[test]
    fn a_sample_worked_by_hand() {
        let clusters =
            [cluster(0, 10, 1, 2.0), cluster(0, 10, 3, 2.0), cluster(1, 10, 0, 1.0), cluster(1, 10, 2, 1.0)];
        let found = linearised_share(&clusters).unwrap();
        assert!((found.share - 1.0 / 6.0).abs() < 1e-15);
        assert!((found.variance - 1.0 / 180.0).abs() < 1e-15, "{}", found.variance);
        assert_eq!((found.respondents, found.degrees), (40, 2));
        let simple = (1.0 / 6.0) * (5.0 / 6.0) / 39.0;
        assert!((found.design_effect - found.variance / simple).abs() < 1e-12);
    }

    #[test]
    fn lone_clusters_share_a_stratum() {
        let alone = [cluster(0, 10, 1, 1.0), cluster(1, 10, 3, 1.0)];
        let together = [cluster(0, 10, 1, 1.0), cluster(0, 10, 3, 1.0)];
        assert_eq!(linearised_share(&alone), linearised_share(&together));
        let odd_one_out = [cluster(0, 10, 1, 1.0), cluster(0, 10, 3, 1.0), cluster(1, 10, 2, 1.0)];
        assert_eq!(linearised_share(&odd_one_out).unwrap().degrees, 2);
    }

    /// Two lone clusters of unlike weight: p = (0.1 + 3 x 0.3) / 4 = 1/4, z = (0.1 - 1/4) / 4 =
    /// -0.0375 and 3 (0.3 - 1/4) / 4 = 0.0375, V = 2 x 2 x 0.0375^2 = 0.005625.
    #[test]
    fn clusters_of_unlike_weight_by_hand() {
        let found = linearised_share(&[cluster(0, 10, 1, 1.0), cluster(1, 10, 3, 3.0)]).unwrap();
        assert!(
            (found.share - 0.25).abs() < 1e-15 && (found.variance - 0.005_625).abs() < 1e-15,
            "{found:?}"
        );
    }

    /// Shares 0, 0.1 and 0.5 about 0.2: z = -0.2/3, -0.1/3, 0.3/3, V = 3/2 x 0.14/9 = 7/300.
    #[test]
    fn three_clusters_of_a_stratum_by_hand() {
        let clusters = [0, 1, 5].map(|reported| cluster(0, 10, reported, 1.0));
        let found = linearised_share(&clusters).unwrap();
        assert!((found.variance - 7.0 / 300.0).abs() < 1e-15 && found.degrees == 2, "{found:?}");
    }

    #[test]
    fn a_cluster_without_answers_and_clusters_without_weight_tell_nothing() {
        let two = [cluster(0, 10, 1, 1.0), cluster(0, 10, 3, 1.0)];
        let and_an_empty_one = [two[0], cluster(0, 0, 0, 1.0), two[1]];
        assert_eq!(linearised_share(&and_an_empty_one), linearised_share(&two));
        assert_eq!(linearised_share(&two.map(|two| SurveyedCluster { weight: 0.0, ..two })), None);
    }

    #[test]
    fn one_cluster_and_no_answers_are_no_trouble() {
        let found = linearised_share(&[cluster(0, 100, 5, 3.0)]).unwrap();
        assert!((found.variance - 0.05 * 0.95 / 99.0).abs() < 1e-15);
        assert_eq!(found.degrees, 99);
        assert_eq!(linearised_share(&[cluster(0, 0, 0, 3.0)]), None);
        assert_eq!(linearised_share(&[]), None);
        let none = linearised_share(&[cluster(0, 10, 0, 1.0), cluster(0, 10, 0, 1.0)]).unwrap();
        assert_eq!((none.share, none.variance, none.design_effect), (0.0, 0.0, 1.0));
    }
}
