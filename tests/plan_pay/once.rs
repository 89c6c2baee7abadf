//! Everything that is written of a payroll comes from one settlement, and is what it is alone.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::PathBuf;

use downline::commission::{Line, Period};
use downline::genealogy::{Records, Source, read};
use downline::payroll::{MemberStatement, Payroll};
use downline::plans::PlanFile;
use downline::publish::{CsvTable, Dialect, Whole};
use downline::report::json::write_payroll;
use downline::report::tables::{LineTable, TotalTable, line_columns, total_columns};
use downline::settlement::{Listener, MonthEnd};

/// Counts what it is told.
#[derive(Debug, Default, PartialEq, Eq)]
struct Heard {
    begun: u32,
    lines: usize,
    ended: u32,
}

impl Listener for Heard {
    fn month_begin(&mut self, _period: &Period) {
        self.begun += 1;
    }

    fn line(&mut self, _rule: usize, _name: &str, _line: &Line) {
        self.lines += 1;
    }

    fn month_end(&mut self, _end: &MonthEnd<'_>) -> ControlFlow<()> {
        self.ended += 1;
        ControlFlow::Continue(())
    }
}

/// The example of the documentation, which takes an order back.
fn example() -> (PlanFile, Records) {
    let file = |name: &str| {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/genealogy").join(name);
        std::fs::read(path).unwrap()
    };
    let plan = PlanFile::from_bytes("plan", "plan.toml", &file("plan.toml")).unwrap();
    let (tree, orders) = (file("tree.csv"), file("orders.csv"));
    let records = read(Source::new("tree.csv", &tree), Some(Source::new("orders.csv", &orders))).unwrap();
    (plan, records)
}

#[test]
fn lines_totals_and_json_of_one_settlement_are_those_of_three() {
    let (plan, records) = example();
    let payroll = Payroll::new(&records.genealogy, records.orders.as_ref(), &plan, None).unwrap();
    let paid = |together: bool| {
        let (mut line_bytes, mut total_bytes, mut json_bytes) = (Vec::new(), Vec::new(), Vec::new());
        let line_file = CsvTable::begin(&line_columns(), Dialect::Standard, Whole(&mut line_bytes)).unwrap();
        let total_file = CsvTable::begin(&total_columns(&payroll), Dialect::Standard, Whole(&mut total_bytes)).unwrap();
        let mut lines = LineTable::new(&payroll, true, line_file);
        let mut totals = TotalTable::new(&payroll, total_file);
        let (mut statement, mut heard) = (MemberStatement::new(1), Heard::default());
        let pay = |mut json: &mut dyn Listener| {
            if together {
                return payroll.pay(&mut (((&mut lines, &mut totals), (json, &mut statement)), &mut heard));
            }
            payroll.pay(&mut lines).unwrap();
            payroll.pay(&mut totals).unwrap();
            payroll.pay(&mut statement).unwrap();
            payroll.pay(&mut heard).unwrap();
            payroll.pay(&mut json)
        };
        let summary = write_payroll(&payroll, true, &mut json_bytes, Cursor::new(Vec::new()), pay).unwrap().unwrap();
        lines.finish().unwrap().finish().unwrap();
        totals.finish().unwrap().finish().unwrap();
        (line_bytes, total_bytes, json_bytes, statement, heard, summary)
    };
    let once = paid(true);
    assert_eq!(once, paid(false));
    // However many listen, each month is told once, and each line of it.
    let (lines, .., heard, summary) = once;
    let months = u32::try_from(summary.months().len()).unwrap();
    assert!(months > 1);
    assert_eq!((heard.begun, heard.ended), (months, months));
    assert_eq!(heard.lines, String::from_utf8(lines).unwrap().lines().count() - 1);
}
