//! [`MonthOrigins`]: where a month's volume comes from, by member.

use crate::buying::Bought;
use crate::growth::organisation::Organisation;
use crate::settlement::LivesNetwork;
use crate::units::{Month, Volume};

/// Where commissionable volume comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Sold to customers outside.
    Customers,
    /// Bought by members for themselves.
    OwnPurchases,
    /// Starter kits of new members.
    Kits,
}

impl Origin {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Customers, Self::OwnPurchases, Self::Kits];

    /// The name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::OwnPurchases => "own-purchases",
            Self::Kits => "kits",
        }
    }
}

/// One month's volumes by origin and member id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthOrigins {
    /// In the order of [`Origin::ALL`].
    columns: [Vec<Volume>; Origin::ALL.len()],
}

impl MonthOrigins {
    /// The volumes of those who have joined an organisation by a month.
    #[must_use]
    pub fn of(organisation: &Organisation, network: &LivesNetwork<'_>, month: Month) -> Self {
        let mut columns: [Vec<Volume>; 3] = Default::default();
        let members = &organisation.team().members()[..organisation.lives().joined_by(month)];
        for (id, member) in (0..).zip(members) {
            let is_there = id > 0 && member.is_active(month);
            let bought = if is_there { network.purchases.of(id, month) } else { Bought::default() };
            let kit = if is_there && member.joined == month.get() { network.kit } else { Volume::ZERO };
            columns.iter_mut().zip([bought.sold, bought.own, kit]).for_each(|(column, volume)| column.push(volume));
        }
        Self { columns }
    }

    /// The column of an origin.
    #[must_use]
    pub fn column(&self, origin: Origin) -> &[Volume] {
        &self.columns[origin as usize]
    }
}
