//! Direct labels beside the ends of lines, moved apart so that none covers another.

/// Places for labels that would best stand at `wanted`, in any order: at least `step` apart, between `top` and
/// `bottom`, in the order of what was wanted and as near to it as possible (least squares).
///
/// When there is not room for all, the last ones reach below `bottom`; callers ask for no more than fit.
pub(crate) fn spread(wanted: &[f64], step: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    // Neighbours that would overlap form a group, which stands around the mean of what its members want.
    let mut groups: Vec<Group> = Vec::new();
    for &label in &order {
        let mut group = Group { sum: wanted[label], count: 1.0 };
        while let Some(above) = groups.last().filter(|above| above.bottom(step) + step > group.top()) {
            group = Group {
                sum: above.sum + group.sum - above.count * group.count * step,
                count: group.count + above.count,
            };
            groups.pop();
        }
        groups.push(group);
    }
    let total: f64 = groups.iter().map(|group| group.count).sum();
    let mut places = vec![0.0; wanted.len()];
    let (mut free, mut done) = (top, 0.0);
    let mut labels = order.into_iter();
    for group in groups {
        // Room for everything below must remain.
        let lowest = bottom - (total - done - 1.0) * step;
        let mut place = group.top().min(lowest).max(free);
        for label in labels.by_ref().take(group.members()) {
            places[label] = place;
            place += step;
        }
        free = place;
        done += group.count;
    }
    places
}

/// Labels that stand `step` apart. `sum` is the sum of each wanted place less the label's offset in the group.
struct Group {
    sum: f64,
    count: f64,
}

impl Group {
    fn top(&self) -> f64 {
        self.sum / self.count
    }

    fn bottom(&self, step: f64) -> f64 {
        self.top() + (self.count - 1.0) * step
    }

    /// A small count of labels.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a handful, not negative
    fn members(&self) -> usize {
        self.count as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_room_stand_where_they_want() {
        assert_eq!(spread(&[50.0, 10.0], 18.0, 0.0, 100.0), [50.0, 10.0]);
    }

    #[test]
    fn equal_labels_share_the_shift() {
        assert_eq!(spread(&[50.0, 50.0, 50.0], 10.0, 0.0, 100.0), [40.0, 50.0, 60.0]);
    }

    #[test]
    fn labels_stay_inside_and_apart() {
        let places = spread(&[99.0, 98.0, 100.0, 5.0], 18.0, 0.0, 100.0);
        let mut sorted = places.clone();
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 18.0 - 1e-9), "{places:?}");
        assert!(sorted[0] >= 0.0 && sorted[3] <= 100.0 + 1e-9, "{places:?}");
    }
}
