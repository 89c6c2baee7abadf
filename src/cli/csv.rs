//! `--csv`: the form in which a command writes its tables, and the way of a table into a folder.

use clap::ValueEnum;
use downline::publish::{Dialect, Table, part_name, write_csv};

use super::failure::Failure;
use super::folder::OutputFolder;

/// The dialects by the names of the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CsvDialect {
    /// Commas and decimal points, for programs
    #[default]
    Standard,
    /// For a spreadsheet set to English
    Excel,
    /// For a spreadsheet set to a language with decimal commas: semicolons between cells
    ExcelEu,
    /// Tabs between cells
    Tsv,
}

impl CsvDialect {
    /// The dialect as writers know it.
    pub(super) const fn dialect(self) -> Dialect {
        match self {
            Self::Standard => Dialect::Standard,
            Self::Excel => Dialect::Excel,
            Self::ExcelEu => Dialect::ExcelEu,
            Self::Tsv => Dialect::Tsv,
        }
    }

    /// The words of a command line that ask for the dialect; none for the usual one.
    pub(super) fn words<'w>(self) -> impl Iterator<Item = &'w str> {
        let words = ["--csv", self.dialect().name()];
        words.into_iter().filter(move |_| self != Self::Standard)
    }

    /// The name of a table's first file.
    pub(super) fn file(self, table: &str) -> String {
        part_name(table, 1, self.dialect())
    }

    /// Writes a table into the folder, in as many files as it needs.
    pub(super) fn write(self, table: Table<'_>, folder: &mut OutputFolder) -> Result<(), Failure> {
        let name = table.name();
        let mut parts = folder.long_table(name, self.dialect())?;
        write_csv(table, self.dialect(), &mut parts).map_err(|error| folder.failed(&self.file(name), &error))?;
        folder.keep(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dialect_has_its_own_name_on_the_command_line() {
        let named = CsvDialect::value_variants().iter().map(|value| {
            let value_name = value.to_possible_value().map(|named| named.get_name().to_owned());
            (value_name.unwrap_or_default(), value.dialect())
        });
        let expected = Dialect::ALL.map(|dialect| (dialect.name().to_owned(), dialect));
        assert_eq!(named.collect::<Vec<_>>(), expected);
        assert_eq!(CsvDialect::default().dialect(), Dialect::default());
    }

    #[test]
    fn a_command_names_a_dialect_that_is_not_the_usual_one() {
        assert_eq!(CsvDialect::Standard.words().count(), 0);
        assert_eq!(CsvDialect::ExcelEu.words().collect::<Vec<_>>(), ["--csv", "excel-eu"]);
    }
}
