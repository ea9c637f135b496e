//! Recruiters' effort on each kind of child, added up by form.

use crate::pathways::{Pathway, ProvincePathways};
use crate::population::{Age, Form, person_flag};

/// Age classes, and sex and away: what sector and network type select by. Nobody is recruited from
/// 18 on, but a place for every class, and a power of two of them, spares the month a comparison.
pub(super) const SELECTION: usize = (Age::CLASSES * PLACES_A_YEAR).next_power_of_two();
/// Places of children, whom alone recruiters meet: the first ones.
pub(super) const OF_CHILDREN: usize = 18 * PLACES_A_YEAR;
/// Combinations of the two lowest coding flags.
pub(super) const PLACES_A_YEAR: usize = 4;
/// The two lowest coding flags: sex, away.
const SELECTION_FLAGS: u16 = person_flag::FEMALE | person_flag::AWAY;

/// Effort by form, over the selection, and its sum.
#[derive(Debug, Clone)]
pub(super) struct Effort {
    by_form: [[f32; SELECTION]; 5],
    total: [f32; SELECTION],
}

impl Effort {
    /// No effort.
    pub(super) const NONE: Self = Self { by_form: [[0.0; SELECTION]; 5], total: [0.0; SELECTION] };

    /// Adds an effort in a form that selects so.
    pub(super) fn add(&mut self, form: Form, effort: f32, selection: &[f32; SELECTION]) {
        let places = self.by_form[form as usize].iter_mut().zip(&mut self.total);
        for ((of_form, total), k) in places.zip(selection) {
            *of_form += effort * k;
            *total += effort * k;
        }
    }

    /// Effort on a child at each place of the selection.
    #[inline(always)]
    pub(super) fn total(&self) -> &[f32; SELECTION] {
        &self.total
    }

    /// Effort in a form on a child at each place of the selection.
    pub(super) fn of_form(&self, form: Form) -> &[f32; SELECTION] {
        &self.by_form[form as usize]
    }

    /// Effort on a child at one place where levers move the forms by these ratios.
    pub(super) fn moved_at(&self, place: usize, ratios: &[f32; 5]) -> f32 {
        self.by_form.iter().zip(ratios).map(|(form, ratio)| form[place] * ratio).sum()
    }

    /// The same where levers move the forms by these ratios.
    pub(super) fn moved(&self, ratios: &[f32; 5]) -> [f32; SELECTION] {
        let mut moved = [0.0; SELECTION];
        for (form, ratio) in self.by_form.iter().zip(ratios) {
            moved.iter_mut().zip(form).for_each(|(sum, effort)| *sum += effort * ratio);
        }
        moved
    }
}

/// Sum over the children's places of a product, in eight running sums that a processor adds at
/// once.
pub(super) fn over_children(open: &[f32; SELECTION], effort: &[f32; SELECTION]) -> f32 {
    let mut sums = [0.0; 8];
    let places = open[..OF_CHILDREN].chunks_exact(8).zip(effort[..OF_CHILDREN].chunks_exact(8));
    for (open, effort) in places {
        for ((sum, open), effort) in sums.iter_mut().zip(open).zip(effort) {
            *sum += open * effort;
        }
    }
    sums.iter().sum()
}

/// Place in the selection of a person's code in the rate tables.
#[inline(always)]
pub(super) fn place_of(code: u16) -> usize {
    (usize::from(code >> person_flag::CODE_BITS) * PLACES_A_YEAR + usize::from(code & SELECTION_FLAGS))
        % SELECTION
}

/// The levers' pathways on recruiters by form.
pub const MOVING_FORMS: [Pathway; 3] =
    [Pathway::RecruitmentCourier, Pathway::RecruitmentMarriage, Pathway::RecruitmentAdoption];

/// The levers' ratio on recruiters of a form.
pub(super) fn lever_ratio(pathways: &ProvincePathways, form: Form, reach: u16) -> f32 {
    let [courier, marriage, adoption] = MOVING_FORMS;
    let pathway = match form {
        Form::Courier => courier,
        Form::Marriage => marriage,
        Form::Adoption => adoption,
        Form::Labour | Form::Sexual => return 1.0,
    };
    pathways.ratio(pathway, reach)
}

/// The levers' ratio on recruiters of each form.
pub fn of_forms(pathways: &ProvincePathways, reach: u16) -> [f32; 5] {
    Form::ALL.map(|form| lever_ratio(pathways, form, reach))
}

#[cfg(test)]
mod tests {
    use super::super::Recruitment;
    use super::super::tests::params;
    use super::*;
    use crate::population::{NetworkType, person_code};
    use crate::processes::recruitment::EntrantMix;

    /// Two recruiters for labour in the family (0.5 and 1.5) and one stranger for adoption: by hand
    /// for a girl of 13 and an infant, at home.
    #[test]
    fn effort_adds_up_by_form() {
        let recruitment = Recruitment::new(params(), &EntrantMix::even());
        let mut effort = Effort::NONE;
        for (form, network, size) in [
            (Form::Labour, NetworkType::Family, 0.5),
            (Form::Labour, NetworkType::Family, 1.5),
            (Form::Adoption, NetworkType::Other, 1.0),
        ] {
            effort.add(form, size, &recruitment.selection[form as usize][network as usize]);
        }
        let (girl, infant) = (13 * PLACES_A_YEAR + 1, 0);
        assert!((effort.total[girl] - 2.0 * 0.8 * 0.5).abs() < 1e-6);
        assert_eq!((effort.by_form[Form::Adoption as usize][infant], effort.total[infant]), (1.0, 1.0));
        // A mean entrant on a girl of 16 at home: a twentieth of 4 network types times twice the
        // girls' shares.
        let expected = 0.2 * 2.0 * (0.4 + 0.5 + 0.8 + 0.9);
        assert!((recruitment.entrant.total[16 * PLACES_A_YEAR + 1] - expected as f32).abs() < 1e-6);
    }

    #[test]
    fn a_code_has_its_place_by_age_sex_and_being_away_alone() {
        use person_flag::{AWAY, ENROLLED, FEMALE, HELD};
        let place = |years, flags| place_of(person_code(years, flags));
        assert_eq!([place(0, 0), place(1, 0), place(13, FEMALE | ENROLLED)], [0, 4, 53]);
        assert_eq!([place(13, AWAY | HELD), place(24, FEMALE | AWAY)], [54, 99]);
    }

    /// Effort 3 for labour and 2 for adoption on an infant boy; levers leave half of the one and a
    /// tenth of the other.
    #[test]
    fn levers_move_the_effort_of_each_form_by_its_own_ratio() {
        let mut effort = Effort::NONE;
        effort.add(Form::Labour, 3.0, &[1.0; SELECTION]);
        effort.add(Form::Adoption, 4.0, &[0.5; SELECTION]);
        let mut ratios = [1.0; 5];
        ratios[Form::Labour as usize] = 0.5;
        ratios[Form::Adoption as usize] = 0.1;
        assert_eq!(effort.total()[0], 5.0);
        assert!((effort.moved(&ratios)[0] - 1.7).abs() < 1e-6);
    }
}
