//! What a rank asks for of group volume: how much, what of it counts, and where groups end.

use super::Qualification;
use super::legs::{LEGS_WITH_VOLUME, LINES};
use crate::commission::{CapOn, LegCap, OwnVolume, Requirement};
use crate::plans::ranks::OWN_VOLUME;
use crate::plans::switch::{Choice, Switch};
use crate::reading::tree::Value;
use crate::reading::values::Given;
use crate::reading::{Key, written};
use crate::units::Rate;

const GROUP: Key = Key { name: "group-volume", unit: "points", example: "`group-volume = 1000`" };
const CAP_SHARE: Key =
    Key { name: "leg-cap-share", unit: "at most from one leg", example: "`leg-cap-share = \"60%\"`" };
const CAP_VOLUME: Key =
    Key { name: "leg-cap-volume", unit: "points at most from one leg", example: "`leg-cap-volume = 600`" };
const STOPS_AT: Key = Key {
    name: "group-volume-stops-at",
    unit: "and higher count for themselves",
    example: "`group-volume-stops-at = \"Director\"`",
};

const PERSONAL_GROUP: Key =
    Key { name: "personal-group-volume", unit: "points", example: "`personal-group-volume = 1000`" };
const PERSONAL_GROUP_STOPS_AT: Key = Key {
    name: "personal-group-volume-stops-at",
    unit: "and higher count for themselves",
    example: "`personal-group-volume-stops-at = \"Director\"`, whose legs count nothing in it",
};

/// The keys that ask for volumes which may be added up over months.
pub(super) const VOLUMES: [&str; 4] = ["personal-volume", GROUP.name, LINES.name, LEGS_WITH_VOLUME.name];

const STOPS_AT_HELP: &str = "groups break away in this plan, and companies differ in what still counts for those above:
\"Director\" (a rank): the leg of a member who leads as that rank or higher counts nothing for those above
\"never\": all volume below counts, that of groups that broke away too";

/// The form of a leg cap, before its share is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CapForm {
    None,
    OfRequirement,
    OfTotal,
    Points,
}

const LEG_CAP: Switch<CapForm> = Switch {
    name: "leg-cap",
    choices: &[
        Choice { name: "none", value: CapForm::None, means: "all of every leg counts" },
        Choice {
            name: "of-requirement",
            value: CapForm::OfRequirement,
            means: "one leg counts up to leg-cap-share of the volume asked for",
        },
        Choice {
            name: "of-total",
            value: CapForm::OfTotal,
            means: "one leg counts up to leg-cap-share of all the volume that counts in the end",
        },
        Choice { name: "points", value: CapForm::Points, means: "one leg counts up to leg-cap-volume points" },
    ],
    otherwise: "",
};

const LEG_CAP_ON: Switch<CapOn> = Switch {
    name: "leg-cap-on",
    choices: &[
        Choice { name: "legs", value: CapOn::Legs, means: "all of a member's own volume counts" },
        Choice {
            name: "legs-and-own",
            value: CapOn::LegsAndOwn,
            means: "a member's own volume is cut as if it were a leg",
        },
    ],
    otherwise: "",
};

impl Qualification<'_, '_, '_> {
    /// Reads all that is about group volume.
    pub(super) fn group(&mut self, requirement: &mut Requirement) {
        if let Some(volume) = self.optional(&GROUP, Given::volume, ToString::to_string) {
            requirement.group = volume;
            requirement.own_volume = self.switch(&OWN_VOLUME, OwnVolume::Included);
            requirement.leg_cap = self.leg_cap();
            requirement.leg_cap_on = self.leg_cap_on(requirement);
        }
        requirement.group_stops_at = self.stops_at();
        self.personal_group(requirement);
        self.refuse_without_group();
    }

    /// A second group volume, which ends at a rank of its own.
    fn personal_group(&mut self, requirement: &mut Requirement) {
        let Some(volume) = self.optional(&PERSONAL_GROUP, Given::volume, ToString::to_string) else {
            if self.table.has(PERSONAL_GROUP_STOPS_AT.name) && !self.table.has(PERSONAL_GROUP.name) {
                let help = "write personal-group-volume = 1000, or remove this key";
                let message = "there is no personal group volume it could be about";
                self.refuse(PERSONAL_GROUP_STOPS_AT.name, message, help);
            }
            return;
        };
        if !self.table.has(GROUP.name) {
            let help = "it stands beside group-volume: write that, or group-volume with group-volume-stops-at alone";
            self.refuse(PERSONAL_GROUP.name, "there is no other group volume", help);
        }
        let ranks = self.around.ranks;
        let read = self.reader.required(self.table, &PERSONAL_GROUP_STOPS_AT, |given| ranks.read(given));
        let Some(stop) = read else { return };
        self.note(&PERSONAL_GROUP_STOPS_AT, &ranks.canonical(stop), ranks.name(stop));
        if stop == 0 {
            let message = "everybody has the lowest rank, so that no leg would count";
            self.refuse(PERSONAL_GROUP_STOPS_AT.name, message, "write a higher rank");
        } else if requirement.group_stops_at == Some(stop) && requirement.leg_cap == LegCap::None {
            let help = "write another rank, or ask for the larger of the two volumes alone";
            self.refuse(PERSONAL_GROUP_STOPS_AT.name, "group-volume ends at the same groups", help);
        }
        requirement.personal_group = volume;
        requirement.personal_group_stops_at = Some(stop);
    }

    /// How much of one leg counts.
    fn leg_cap(&mut self) -> LegCap {
        let form = self.switch(&LEG_CAP, CapForm::None);
        let by_share = matches!(form, CapForm::OfRequirement | CapForm::OfTotal);
        if self.table.has(LEG_CAP.name) {
            if self.table.has(CAP_SHARE.name) && !by_share {
                let message = if form == CapForm::None { "no leg is capped" } else { "legs are capped in points" };
                let help = "remove it, or write leg-cap = \"of-requirement\" or \"of-total\"";
                self.refuse(CAP_SHARE.name, message, help);
            }
            if self.table.has(CAP_VOLUME.name) && form != CapForm::Points {
                let message = if form == CapForm::None { "no leg is capped" } else { "legs are capped by a share" };
                self.refuse(CAP_VOLUME.name, message, "remove it, or write leg-cap = \"points\"");
            }
        }
        if form == CapForm::Points {
            let volume = self.reader.required(self.table, &CAP_VOLUME, Given::volume).unwrap_or_default();
            self.note(&CAP_VOLUME, &volume.to_string(), volume.to_string());
            return LegCap::Points(volume);
        }
        if !by_share {
            return LegCap::None;
        }
        let share = self.reader.required(self.table, &CAP_SHARE, Given::rate).unwrap_or(Rate::ONE);
        self.note(&CAP_SHARE, &written::rate(share), share.to_string());
        if form == CapForm::OfRequirement { LegCap::OfRequirement(share) } else { LegCap::OfTotal(share) }
    }

    /// Whether the cap cuts own volume too; legs only where it is not said.
    fn leg_cap_on(&mut self, requirement: &Requirement) -> CapOn {
        if !self.table.has(LEG_CAP_ON.name) {
            return CapOn::Legs;
        }
        let on = self.switch(&LEG_CAP_ON, CapOn::Legs);
        if requirement.leg_cap == LegCap::None && self.table.has(LEG_CAP.name) {
            self.refuse(LEG_CAP_ON.name, "no leg is capped", "remove it, or write another leg-cap");
        } else if requirement.own_volume == OwnVolume::Excluded {
            let help = "remove it, or write own-volume = \"included\"";
            self.refuse(LEG_CAP_ON.name, "own volume does not count here", help);
        }
        on
    }

    /// Where group volume stops; must be said where groups break away.
    fn stops_at(&mut self) -> Option<u8> {
        if !self.table.has(STOPS_AT.name) {
            let is_asked = [GROUP.name, LINES.name, LEGS_WITH_VOLUME.name].iter().any(|name| self.table.has(name));
            if self.around.breaks_away && is_asked {
                self.reader.report_missing(self.table, STOPS_AT.name, "missing", STOPS_AT_HELP.to_owned());
            }
            return None;
        }
        let ranks = self.around.ranks;
        let is_never = |given: &Given<'_>| matches!(&given.node.value, Value::Text(text) if text == "never");
        let rank = self.reader.required(self.table, &STOPS_AT, |given| {
            if is_never(given) { Ok(None) } else { ranks.read(given).map(Some) }
        })?;
        match rank {
            None => self.note(&STOPS_AT, "\"never\"", "never"),
            Some(0) => {
                let help = "write a higher rank, or \"never\"".to_owned();
                let message = "everybody has the lowest rank, so that no leg would count".to_owned();
                self.reader.report_at(self.table, STOPS_AT.name, message, Some(help));
            }
            Some(rank) => self.note(&STOPS_AT, &ranks.canonical(rank), ranks.name(rank)),
        }
        rank
    }

    /// Refuses what would have no effect without a group volume.
    fn refuse_without_group(&mut self) {
        if self.table.has(GROUP.name) {
            return;
        }
        let has_legs = self.table.has(LINES.name) || self.table.has(LEGS_WITH_VOLUME.name);
        for name in [OWN_VOLUME.name, LEG_CAP.name, CAP_SHARE.name, CAP_VOLUME.name, LEG_CAP_ON.name, STOPS_AT.name] {
            if self.table.has(name) && !(has_legs && name == STOPS_AT.name) {
                let help = "write group-volume = 1000, or remove this key";
                self.refuse(name, "there is no group volume it could be about", help);
            }
        }
    }
}
