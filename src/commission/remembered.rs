//! [`MonthVolumes`]: what is remembered of a month's volumes while a rank looks at several months.

use std::sync::Arc;

use crate::team::MemberId;
use crate::units::Volume;

/// Volumes of one month by member id. Who was not there yet had none. Cheap to copy: months are shared, never changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct MonthVolumes {
    /// Personal volume.
    own: Arc<Vec<Volume>>,
    /// What each member's group counted for those above, by where groups stop; nothing where no rank looks back.
    passed: Vec<Arc<Vec<Volume>>>,
}

impl MonthVolumes {
    pub(super) fn new(own: &[Volume], passed: Vec<Vec<Volume>>) -> Self {
        Self { own: Arc::new(own.to_vec()), passed: passed.into_iter().map(Arc::new).collect() }
    }

    /// Adds the personal volume to sums by member id.
    pub(super) fn add_own(&self, sums: &mut [Volume]) {
        add(&self.own, sums);
    }

    /// Adds what groups counted for those above, by the place of where they stop.
    pub(super) fn add_passed(&self, stop: usize, sums: &mut [Volume]) {
        add(self.passed.get(stop).map_or(&[], |passed| passed.as_slice()), sums);
    }
}

fn add(volumes: &[Volume], sums: &mut [Volume]) {
    for (sum, &volume) in sums.iter_mut().zip(volumes) {
        *sum += volume;
    }
}

/// The sum of a list by member id; nothing where there is no list.
pub(super) fn of(volumes: &[Volume], member: MemberId) -> Volume {
    volumes.get(member as usize).copied().unwrap_or_default()
}
