//! [`Metric`]: the quantities followed month by month, with their units.

/// The unit of a metric's integer values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// People, counted.
    People,
    /// Points of volume, in hundredths.
    Points,
    /// Money, in cents.
    Money,
}

impl Unit {
    /// How many of the integer values make one of what is shown.
    #[must_use]
    pub const fn scale(self) -> i64 {
        match self {
            Self::People => 1,
            Self::Points | Self::Money => 100,
        }
    }
}

/// A quantity followed month by month. Values are integers: people, hundredths of a point, or cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Metric {
    /// Members active at the month's end, you included while active.
    Team,
    /// The team without you.
    Downline,
    /// Everyone who ever joined below you, leavers included.
    EverJoined,
    /// Those who joined below you in the month.
    Joiners,
    /// Those who quit in the month, you included.
    Leavers,
    /// The volume of all active members in the month.
    Volume,
    /// Your commission of the month.
    Commission,
    /// Your retail profit of the month.
    RetailProfit,
    /// Commission and retail profit of the month.
    Gross,
    /// Your expenses of the month.
    Expenses,
    /// Gross less expenses of the month.
    Net,
    /// Net, added up from month 1.
    NetTotal,
}

impl Metric {
    /// All metrics, in the order of the tables.
    pub const ALL: [Self; 12] = [
        Self::Team,
        Self::Downline,
        Self::EverJoined,
        Self::Joiners,
        Self::Leavers,
        Self::Volume,
        Self::Commission,
        Self::RetailProfit,
        Self::Gross,
        Self::Expenses,
        Self::Net,
        Self::NetTotal,
    ];

    /// The name in tables and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Downline => "downline",
            Self::EverJoined => "ever_joined",
            Self::Joiners => "joiners",
            Self::Leavers => "leavers",
            Self::Volume => "volume",
            Self::Commission => "commission",
            Self::RetailProfit => "retail_profit",
            Self::Gross => "gross",
            Self::Expenses => "expenses",
            Self::Net => "net",
            Self::NetTotal => "net_total",
        }
    }

    /// The unit of the integer values.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Team | Self::Downline | Self::EverJoined | Self::Joiners | Self::Leavers => Unit::People,
            Self::Volume => Unit::Points,
            _ => Unit::Money,
        }
    }
}
