//! What growth is asked to do, validated: the offspring law, attrition by tenure, you, and the horizon.

use crate::sampling::GammaLaw;
use crate::units::{Month, Probability};

/// Why growth parameters were refused. Each variant's text says what is allowed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ParameterError {
    /// A mean outside 0 to 100 people a month, or not a number.
    #[error("a mean of {mean} people a month is outside 0 to 100")]
    MeanOutOfRange {
        /// The mean that was given.
        mean: f64,
    },
    /// A fixed number that is not whole.
    #[error("fixed sponsoring needs a whole number of people a month, and {mean} is not whole")]
    FixedNotWhole {
        /// The mean that was given.
        mean: f64,
    },
    /// A Bernoulli mean above 1.
    #[error("bernoulli sponsoring brings in one person a month or none, so its mean is at most 1, and {mean} is more")]
    BernoulliAboveOne {
        /// The mean that was given.
        mean: f64,
    },
    /// A gamma shape outside 0.01 to 1000, or not a number.
    #[error("a propensity shape of {shape} is outside 0.01 to 1000")]
    ShapeOutOfRange {
        /// The shape that was given.
        shape: f64,
    },
    /// A propensity beside a law that has none.
    #[error("a propensity shape goes only with poisson sponsoring")]
    ShapeWithoutPoisson,
    /// No attrition step.
    #[error("attrition needs at least one step, such as {{ rate = 0.04 }}")]
    NoAttritionStep,
    /// A step of no months, or an open step that is not the last, or a last step that is not open.
    #[error("attrition step {step}: every step but the last needs `months` of 1 or more, and the last holds for ever")]
    AttritionStepLength {
        /// The step's number, from 1.
        step: usize,
    },
    /// Months outside 1 to 600.
    #[error("{months} months is outside 1 to 600")]
    MonthsOutOfRange {
        /// The months that were given.
        months: u32,
    },
    /// A stop-working month that is not one of the months looked at.
    #[error("you stop working in month {month}, which is outside months 1 to {months}")]
    StopWorkingOutOfRange {
        /// The month that was given.
        month: u32,
        /// The last month looked at.
        months: u16,
    },
    /// A quitting month that is not one of the months looked at.
    #[error("you quit in month {month}, which is outside months 1 to {months}")]
    QuitsOutOfRange {
        /// The month that was given.
        month: u32,
        /// The last month looked at.
        months: u16,
    },
}

/// The shape of the law of people brought in by one active member in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// The same whole number every month.
    Fixed,
    /// One person with a probability, or none.
    Bernoulli,
    /// Poisson.
    Poisson,
}

/// How many people one active member brings in during a month.
///
/// A validated law: it can only be made by [`OffspringLaw::new`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OffspringLaw {
    distribution: Distribution,
    mean: f64,
    propensity_shape: Option<f64>,
}

impl OffspringLaw {
    /// A law with `mean` people a month. With `propensity_shape` k, each member's own Poisson mean is drawn once at
    /// joining from a gamma law with shape k and mean `mean`: small k, uneven people.
    ///
    /// # Errors
    /// [`ParameterError`] when the mean is outside 0 to 100, not whole (fixed), above 1 (bernoulli), or the shape is
    /// outside 0.01 to 1000 or given with another law than Poisson.
    pub fn new(distribution: Distribution, mean: f64, propensity_shape: Option<f64>) -> Result<Self, ParameterError> {
        if !(0.0..=100.0).contains(&mean) {
            return Err(ParameterError::MeanOutOfRange { mean });
        }
        match distribution {
            Distribution::Fixed if mean.fract() != 0.0 => return Err(ParameterError::FixedNotWhole { mean }),
            Distribution::Bernoulli if mean > 1.0 => return Err(ParameterError::BernoulliAboveOne { mean }),
            _ => {}
        }
        if let Some(shape) = propensity_shape {
            if distribution != Distribution::Poisson {
                return Err(ParameterError::ShapeWithoutPoisson);
            }
            if !(0.01..=1000.0).contains(&shape) {
                return Err(ParameterError::ShapeOutOfRange { shape });
            }
        }
        Ok(Self { distribution, mean, propensity_shape })
    }

    /// The law's shape.
    #[must_use]
    pub const fn distribution(&self) -> Distribution {
        self.distribution
    }

    /// The mean in people a month, 0 to 100.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The gamma shape of the members' own means, or `None` when all members are alike.
    #[must_use]
    pub const fn propensity_shape(&self) -> Option<f64> {
        self.propensity_shape
    }

    /// The share of members whose own mean is at least so many people a month, 0 to 1.
    #[must_use]
    pub fn share_at_least(&self, rate: f64) -> f64 {
        match self.propensity_shape {
            Some(shape) if self.mean > 0.0 && rate > 0.0 => GammaLaw::new(shape).upper_tail(rate * shape / self.mean),
            _ if self.mean >= rate => 1.0,
            _ => 0.0,
        }
    }

    /// Whether nothing about it is random.
    #[must_use]
    #[allow(clippy::float_cmp)] // 0 and 1 are exact
    pub fn is_certain(&self) -> bool {
        match self.distribution {
            Distribution::Fixed => true,
            Distribution::Bernoulli => self.mean == 0.0 || self.mean == 1.0,
            Distribution::Poisson => self.mean == 0.0,
        }
    }
}

/// One step of the attrition table: a monthly quit probability that holds for some months of tenure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AttritionStep {
    /// The probability to quit in a month of this tenure.
    pub rate: Probability,
    /// For how many months it holds; `None` for the last step, which holds for ever.
    pub months: Option<u16>,
}

/// Attrition by tenure: the hazard `h(1)` applies in the first full month after joining.
#[derive(Clone, Debug, PartialEq)]
pub struct Attrition {
    steps: Vec<AttritionStep>,
}

impl Attrition {
    /// An attrition table. Every step but the last has `months`; the last holds for ever, so its `months` must be
    /// `None`.
    ///
    /// # Errors
    /// [`ParameterError::NoAttritionStep`] without steps, [`ParameterError::AttritionStepLength`] for a step of wrong
    /// length.
    pub fn new(steps: Vec<AttritionStep>) -> Result<Self, ParameterError> {
        let last = steps.len().checked_sub(1).ok_or(ParameterError::NoAttritionStep)?;
        for (index, step) in steps.iter().enumerate() {
            let right =
                if index == last { step.months.is_none() } else { step.months.is_some_and(|months| months > 0) };
            if !right {
                return Err(ParameterError::AttritionStepLength { step: index + 1 });
            }
        }
        Ok(Self { steps })
    }

    /// The same probability to quit in every month.
    #[must_use]
    pub fn constant(rate: Probability) -> Self {
        Self { steps: vec![AttritionStep { rate, months: None }] }
    }

    /// The steps as given.
    #[must_use]
    pub fn steps(&self) -> &[AttritionStep] {
        &self.steps
    }

    /// The probability `h(tenure)` to quit in the month with this tenure, counted from 1.
    #[must_use]
    pub fn hazard(&self, tenure: u16) -> Probability {
        let mut remaining = tenure.max(1);
        for step in &self.steps {
            match step.months {
                Some(months) if remaining > months => remaining -= months,
                _ => return step.rate,
            }
        }
        Probability::ZERO // not reached: the last step is open
    }

    /// Survival `S(0), S(1), ..., S(months)`: `S(a)` is the probability to be still active after `a` full months,
    /// the product of `1 - h(1) ... 1 - h(a)`.
    #[must_use]
    pub fn survival(&self, months: Month) -> Vec<f64> {
        let mut survival = Vec::with_capacity(months.index() + 1);
        let mut still_active = 1.0;
        survival.push(still_active);
        for tenure in 1..=months.get() {
            still_active *= 1.0 - self.hazard(tenure).get();
            survival.push(still_active);
        }
        survival
    }

    /// Whether nothing about it is random: everyone stays, or everyone leaves in the same month of tenure.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.steps.iter().all(|step| step.rate == Probability::ZERO || step.rate == Probability::ONE)
    }
}

/// Whether the hazard may make you quit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Staying {
    /// The hazard never takes you; a stated month may.
    Stays,
    /// You may quit by the same attrition as everybody.
    #[default]
    MayQuit,
}

/// You: the root of the team. By default a typical newcomer, who may quit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct You {
    /// A stated mean of people a month, or `None` for a typical newcomer who sponsors by the members' own law.
    pub stated_mean: Option<f64>,
    /// Whether you may quit.
    pub staying: Staying,
    /// From this month on you sponsor nobody and find no customer; who is there stays as long as it would.
    pub stop_working: Option<Month>,
    /// In this month's attrition step you quit, if you have not before: its sponsoring counts, its month-end does not.
    pub quits_in: Option<Month>,
}

/// Everything growth needs, validated together.
#[derive(Clone, Debug, PartialEq)]
pub struct GrowthParameters {
    months: Month,
    members: OffspringLaw,
    your_law: OffspringLaw,
    attrition: Attrition,
    you: You,
}

impl GrowthParameters {
    /// Checks what belongs together: a stated mean of yours is the mean of the members' distribution, without
    /// propensity.
    ///
    /// # Errors
    /// [`ParameterError`] when the months are outside 1 to 600, a month of yours is outside the months looked at, or your
    /// stated mean does not fit the distribution.
    pub fn new(months: u32, members: OffspringLaw, attrition: Attrition, you: You) -> Result<Self, ParameterError> {
        let horizon = u16::try_from(months).ok().filter(|month| (1..=Month::LONGEST).contains(month));
        let horizon = horizon.ok_or(ParameterError::MonthsOutOfRange { months })?;
        let outside = |month: &Month| !(1..=horizon).contains(&month.get());
        if let Some(month) = you.stop_working.filter(outside) {
            return Err(ParameterError::StopWorkingOutOfRange { month: u32::from(month.get()), months: horizon });
        }
        if let Some(month) = you.quits_in.filter(outside) {
            return Err(ParameterError::QuitsOutOfRange { month: u32::from(month.get()), months: horizon });
        }
        let your_law = match you.stated_mean {
            Some(mean) => OffspringLaw::new(members.distribution(), mean, None)?,
            None => members,
        };
        Ok(Self { months: Month::new(horizon), members, your_law, attrition, you })
    }

    /// The same growth in which you bring in so many people a month, in the mean.
    ///
    /// # Errors
    /// [`ParameterError`] when the mean does not fit the distribution.
    pub(crate) fn with_stated_mean(self, mean: f64) -> Result<Self, ParameterError> {
        let your_law = OffspringLaw::new(self.members.distribution(), mean, None)?;
        Ok(Self { your_law, you: You { stated_mean: Some(mean), ..self.you }, ..self })
    }

    /// The horizon: the last month simulated, 1 to 600.
    #[must_use]
    pub const fn months(&self) -> Month {
        self.months
    }

    /// The law by which members sponsor.
    #[must_use]
    pub const fn members(&self) -> OffspringLaw {
        self.members
    }

    /// The law by which you sponsor.
    #[must_use]
    pub(crate) const fn your_law(&self) -> OffspringLaw {
        self.your_law
    }

    /// Attrition by tenure.
    #[must_use]
    pub const fn attrition(&self) -> &Attrition {
        &self.attrition
    }

    /// You.
    #[must_use]
    pub const fn you(&self) -> You {
        self.you
    }

    /// The last month in which you may sponsor: the horizon, or the month before you stop working.
    #[must_use]
    pub(crate) fn last_working_month(&self) -> Month {
        let stop = self.you.stop_working.map_or(u16::MAX, Month::get);
        Month::new(self.months.get().min(stop - 1))
    }

    /// Your survival `S(0), S(1), ..., S(months)`: the probability that you are still active after so many months, by
    /// the hazard unless you stay, and 0 from a stated quitting month on.
    #[must_use]
    pub(crate) fn your_survival(&self, months: Month) -> Vec<f64> {
        let mut survival = match self.you.staying {
            Staying::Stays => vec![1.0; months.index() + 1],
            Staying::MayQuit => self.attrition.survival(months),
        };
        if let Some(quits_in) = self.you.quits_in {
            survival.iter_mut().skip(quits_in.index()).for_each(|alive| *alive = 0.0);
        }
        survival
    }

    /// Whether every trial is the same, so that one is enough.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.members.is_certain() && self.your_law.is_certain() && self.attrition.is_certain()
    }
}
