//! What holds of all tables: every row has a cell of the right kind for each column, and no name stands twice.

use std::collections::BTreeSet;

use crate::audit::flat_spots::{self, SearchSettings};
use crate::audit::pay;
use crate::buying::{Purchases, Shopping};
use crate::genealogy::{Source, read};
use crate::growth::organisation::Organisation;
use crate::payroll::Payroll;
use crate::plans::PlanFile;
use crate::publish::{Cell, Column, Row, RowSink, Table};
use crate::report::plan_audit::{AuditedPlan, PlanAuditReport};
use crate::report::tables;
use crate::scenario::Draft;
use crate::settlement::months_needed;
use crate::simulate::{Settings, Trials, simulate};
use crate::units::Volume;
use crate::{Month, Scenario};

fn fits(name: &str, columns: &[Column], row: &[Cell<'_>]) {
    assert_eq!(row.len(), columns.len(), "{name}: {row:?}");
    for (column, cell) in columns.iter().zip(row) {
        assert!(cell.fits(column.kind), "{name}, {}: {cell:?} is no {:?}", column.name, column.kind);
    }
}

/// Rows of a table, which all fit.
fn checked(table: Table<'_>) -> (Vec<Column>, Vec<Row<'_>>) {
    let (name, columns) = (table.name(), table.columns().to_vec());
    let names: BTreeSet<&str> = columns.iter().map(|column| column.name.as_ref()).collect();
    assert_eq!(names.len(), columns.len(), "{name}");
    let rows: Vec<Row<'_>> = table.into_rows().collect();
    assert!(!rows.is_empty(), "{name} has no rows");
    rows.iter().for_each(|row| fits(name, &columns, row));
    (columns, rows)
}

#[test]
fn every_row_of_a_run_fits_its_columns() {
    let scenario = Scenario::preset("typical").unwrap();
    let trials = Trials::exactly(400).unwrap();
    let ensemble = simulate(&scenario, &Settings { trials, keep_trials: true, ..Settings::default() }).unwrap();
    let law = tables::exact_team_law(&ensemble);
    for table in [
        tables::months(&ensemble),
        tables::months_wide(&ensemble),
        tables::outcomes(&ensemble),
        tables::histogram(&ensemble, law.as_deref()),
        tables::commission_by_rule(&ensemble),
    ] {
        checked(table);
    }
    assert!(tables::residual(&ensemble).is_none(), "nobody stops");
    let (columns, rows) = checked(tables::trials(&ensemble));
    assert_eq!(rows.len(), 400);
    assert_eq!((&*columns[8].name, &*columns[8].unit), ("commission_last_month", "USD"));
}

#[test]
fn every_row_after_a_stop_fits_its_columns() {
    let mut draft = Draft::preset("builder").unwrap();
    draft.set("you.stop-working-month=9").unwrap();
    let ensemble = simulate(&draft.finish().unwrap().0, &Settings::with_trials(400)).unwrap();
    let (columns, rows) = checked(tables::residual(&ensemble).unwrap());
    // Months 8 to 12.
    assert_eq!((rows.len(), &rows[0][0]), (5, &Cell::Count(8)));
    assert_eq!((&*columns[10].name, &*columns[10].unit), ("self_sufficient_legs_mean", "legs"));
}

#[test]
fn every_row_of_a_comparison_fits_its_columns() {
    let scenarios = ["typical", "harsh"].map(|name| Scenario::preset(name).unwrap());
    let comparison = crate::simulate::compare(&scenarios, &Settings::with_trials(400)).unwrap();
    assert_eq!(checked(tables::compare(&comparison)).1.len(), 3);
}

#[test]
fn every_row_of_an_audit_fits_its_columns() {
    let scenario = Scenario::preset("typical").unwrap();
    let organisation = Organisation::grow(scenario.growth(), scenario.organisation(), 1).unwrap();
    let step = SearchSettings { order: Volume::from_hundredths(100_00), most_members: 3, most_settlements: 20_000 };
    let shopping = Shopping::new(scenario.buying(), organisation.age(), None);
    let plans = ["hybrid", "stairstep"].map(|name| PlanFile::built_in(name).unwrap());
    let audited = |plan: &'static str, file| {
        let file: &PlanFile = file;
        let mut purchases = Purchases::new();
        shopping.organisation(organisation.lives(), &months_needed(&organisation, file.plan()), &mut purchases);
        let audit = pay(&organisation, &purchases, shopping.kit(), file.plan()).unwrap();
        AuditedPlan { name: plan.to_owned(), plan: file, audit, flat_spots: flat_spots::find(file.plan(), step) }
    };
    let (plan, other) = (audited("a", &plans[0]), audited("b", &plans[1]));
    let report = PlanAuditReport { scenario: &scenario, organisation: &organisation, plan: &plan, other: Some(&other) };
    checked(tables::audit(&report));
    checked(tables::flat_spots(&report));
    checked(tables::flat_spot_lines(&report));
}

/// Holds the rows it takes to their columns.
struct Held(Vec<Column>, usize);

impl RowSink for Held {
    fn row(&mut self, row: &[Cell<'_>]) -> std::io::Result<()> {
        self.1 += 1;
        fits("a payroll", &self.0, row);
        Ok(())
    }
}

#[test]
fn every_row_of_a_payroll_fits_its_columns() {
    let tree = "id,sponsor,joined,owner,cv,pv\nA,,0,A,100,100\nB,A,0,A,100,100\nC,B,1,C,50.25,100\n";
    let genealogy = read(Source::new("tree.csv", tree.as_bytes()), None).unwrap().genealogy;
    let plan = PlanFile::built_in("hybrid").unwrap();
    let payroll = Payroll::new(&genealogy, None, &plan, Some(Month::new(1))).unwrap();
    let mut lines = tables::LineTable::new(&payroll, true, Held(tables::line_columns(), 0));
    let mut totals = tables::TotalTable::new(&payroll, Held(tables::total_columns(&payroll), 0));
    let summary = payroll.pay(&mut (&mut lines, &mut totals)).unwrap();
    assert!(lines.finish().unwrap().1 > 0);
    assert_eq!(totals.finish().unwrap().1, 3);
    checked(tables::breakage(&summary));
}
