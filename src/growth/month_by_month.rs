//! The readable way to draw a team: one month after the other, one member after the other.
//!
//! This is the model as it is told. It proves the fast way of [`super::lifelines`], which draws the same law, and it is
//! the place where members may one day depend on each other.

use rand::RngExt;
use rand_distr::{Distribution as _, Gamma, Poisson};

use super::parameters::{Distribution, GrowthParameters, OffspringLaw, Staying};
use crate::rng::{MemberKey, MemberStream, Purpose};
use crate::team::{Lifeline, MemberId, NEVER, Team};

/// A member on its way through the months.
struct Member {
    id: MemberId,
    stream: MemberStream,
    key: MemberKey,
    /// People a month, drawn once at joining.
    own_mean: f64,
    recruits: u32,
}

/// Draws one team month by month into `team`, from your key.
///
/// The order of a month is fixed here and nowhere else: everyone active at its start sponsors, then everyone active at
/// its start may quit; the month's newcomers do neither.
pub fn grow(parameters: &GrowthParameters, you: MemberKey, team: &mut Team) {
    team.clear();
    let mut active = vec![join(parameters, you, 0, 0, team)];
    for month in 1..=parameters.months().get() {
        let newcomers = sponsor(parameters, month, &mut active, team);
        quit(parameters, month, &mut active, team);
        active.extend(newcomers);
    }
}

/// A member joins: your law for you, the members' for everyone else.
fn join(parameters: &GrowthParameters, key: MemberKey, sponsor: MemberId, month: u16, team: &mut Team) -> Member {
    let id = team.push(Lifeline { sponsor, joined: month, left: NEVER });
    let mut stream = key.stream(Purpose::Monthly);
    let law = if id == 0 { parameters.your_law() } else { parameters.members() };
    let own_mean = match law.propensity_shape().filter(|_| law.mean() > 0.0) {
        Some(shape) => Gamma::new(shape, law.mean() / shape).map_or(0.0, |gamma| gamma.sample(&mut stream)),
        None => law.mean(),
    };
    Member { id, stream, key, own_mean, recruits: 0 }
}

/// Everyone active at the month's start brings in new members.
fn sponsor(parameters: &GrowthParameters, month: u16, active: &mut [Member], team: &mut Team) -> Vec<Member> {
    let mut newcomers = Vec::new();
    for member in active {
        if member.id == 0 && month > parameters.last_working_month().get() {
            continue;
        }
        for _ in 0..recruits(parameters.members(), member) {
            let key = member.key.recruit(member.recruits);
            member.recruits += 1;
            newcomers.push(join(parameters, key, member.id, month, team));
        }
    }
    newcomers
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole numbers of people
fn recruits(law: OffspringLaw, member: &mut Member) -> u32 {
    match law.distribution() {
        Distribution::Fixed => member.own_mean as u32,
        Distribution::Bernoulli => u32::from(member.stream.random::<f64>() < member.own_mean),
        // No Poisson law has mean 0 in rand_distr, and nobody is what it would draw.
        Distribution::Poisson => {
            Poisson::new(member.own_mean).map_or(0.0, |poisson: Poisson<f64>| poisson.sample(&mut member.stream)) as u32
        }
    }
}

/// Everyone active at the month's start may quit; this month's newcomers are not at risk.
fn quit(parameters: &GrowthParameters, month: u16, active: &mut Vec<Member>, team: &mut Team) {
    active.retain_mut(|member| {
        if member.id == 0 && parameters.you().staying == Staying::Stays {
            return true;
        }
        let tenure = month - team.members()[member.id as usize].joined;
        let quits = member.stream.random::<f64>() < parameters.attrition().hazard(tenure).get();
        if quits {
            team.set_left(member.id, month);
        }
        !quits
    });
}
