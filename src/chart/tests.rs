//! Every chart of many scenarios: what it must say, and that nothing is cut off, covered or not a number.

use std::sync::LazyLock;

use super::canvas::{Area, HEIGHT, PlacedText, WIDTH};
use super::*;
use crate::growth::exact::{HeadCount, head_count};
use crate::results::Metric;
use crate::scenario::Draft;
use crate::simulate::{Settings, everyone as everyone_who_joined, simulate};

/// Scenarios from the ordinary to the extreme, as a preset and what is set on it.
const CASES: &[(&str, &[&str])] = &[
    ("ideal", &[]),
    ("ideal", &["months=20"]),
    ("ideal", &["months=1"]),
    ("typical", &[]),
    ("typical", &["months=1"]),
    ("typical", &["months=240"]),
    ("typical", &["currency=\"CHF\"", "costs.own-orders=\"bought-anyway\""]),
    ("typical", &["costs.kit=0", "costs.monthly=0"]),
    ("typical", &["sponsoring.mean=0"]),
    ("typical", &["attrition.quit=[{rate=1}]"]),
    ("tenacious", &[]),
    ("tenacious", &["months=600", "sponsoring.mean=0.05"]),
    ("tenacious", &["you.orders=1000000", "costs.kit=1000000", "costs.monthly=900000"]),
    ("tenacious", &["costs.monthly=25.37", "plan={team-percent={rate=\"6.13%\"}}"]),
    ("builder", &[]),
    ("builder", &["basis.kind=\"published-data\"", LONG_SOURCES, LONG_TITLE]),
    ("builder", &["basis.kind=\"own-records\"", "title=\"W <&\\\"'> 日本 ]]>\""]),
    ("momentum", &[]),
    ("builder", &["months=24"]),
    ("momentum", &["months=36", "orders.volume=1"]),
    ("typical", &["story.sponsoring=1.3", "you.quits-in-month=4", "customers={}"]),
    ("harsh", &[]),
    ("sticky", &["you.stop-working-month=6"]),
    ("builder", &["you.stop-working-month=12", "months=24"]),
    ("tenacious", &["you.stop-working-month=24", "months=120"]),
    ("typical", &["you.stop-working-month=1", "months=1"]),
    ("typical", &["you.stop-working-month=12"]),
    ("typical", &["you.stop-working-month=9", "months=24", "you.quits-in-month=11", "attrition.quit=[{rate=1}]"]),
    ("harsh", &["you.stop-working-month=6", "months=24", "currency=\"JPY\"", "costs.own-orders=\"bought-anyway\""]),
    ("ideal", &["you.stop-working-month=6"]),
    (
        "builder",
        &["you.stop-working-month=13", "months=30", "costs={kit=0,monthly=0}", "orders.volume=0", "you.orders=0"],
    ),
    ("builder", &["you.stop-working-month=3", "months=36", "costs.event=1000000", "events.every=5"]),
    ("momentum", &["you.stop-working-month=12", "months=24", "you.sponsoring=3"]),
    ("typical", &["organisation.months=1", "orders.volume=1000000", "currency=\"IDR\""]),
    ("typical", &["organisation.age=600", "organisation.months=60", "attrition.quit=[{rate=0.01}]"]),
    ("builder", &["plan={unilevel={rates=[\"0%\"],compression=\"none\"}}", LONG_TITLE]),
    ("week", &[]),
    ("week", &["wage.hourly=15", "you.stays=true", "you.customers=\"activity\"", "events.every=3", "costs.event=20"]),
    ("week", &["activity.hours=0", "months=1"]),
    ("week", &["activity.hours=168", "currency=\"IDR\"", "costs.kit=1000000", LONG_TITLE]),
    ("week", &["activity.hours=40", "activity.reach=0.000001", "activity.minutes.contact=0"]),
    ("week", &["activity.productive=0", "you.sponsoring=1", "attrition.quit=[{rate=0}]"]),
];

const LONG_TITLE: &str = "title=\"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW MMMMMMMMMMMMMMMMMMMMMMMMMMMMMM\"";
const LONG_SOURCES: &str = "basis.sources=[\"A staff report on the income disclosures of seventy companies, with an address that \
    does not break: https://example.org/a/very/long/address/that/goes/on/and/on/and/on/and/on/and/on/without/end.pdf and a \
    second sentence, and a third one\", \"b\", \"c\"]";

fn ensemble(preset: &str, sets: &[&str]) -> Ensemble {
    let mut draft = Draft::preset(preset).unwrap();
    for set in sets {
        draft.set(set).unwrap();
    }
    draft.set("organisation.members=300").unwrap();
    let (scenario, _) = draft.finish().unwrap();
    let settings = Settings::with_trials(400).keeping_trials();
    simulate(&scenario, &settings).unwrap().with_everyone(everyone_who_joined(&scenario, &settings))
}

/// A figure, and where its texts stand.
struct Drawn {
    figure: Figure,
    texts: Vec<PlacedText>,
}

/// The title and the hash of each case's scenario, with its charts.
static DRAWN: LazyLock<Vec<(String, String, Vec<Drawn>)>> = LazyLock::new(|| CASES.iter().map(drawn).collect());

fn drawn((preset, sets): &(&str, &[&str])) -> (String, String, Vec<Drawn>) {
    let ensemble = ensemble(preset, sets);
    let growth = ensemble.scenario().growth();
    // Long horizons are drawn without the exact law.
    let law = (growth.months().get() <= 12).then(|| head_count(growth, ensemble.months()).ok()).flatten();
    let (law, about) = (law.as_ref().map(HeadCount::probabilities), About::run(&ensemble));
    let drawings = of_a_run(&ensemble, law);
    let texts = drawings.iter().map(|drawing| frame::texts(&**drawing, &about).unwrap());
    let charts = all(&ensemble, law).unwrap().into_iter().zip(texts);
    let charts = charts.map(|(figure, texts)| Drawn { figure, texts }).collect();
    (format!("{preset} {sets:?}"), ensemble.scenario().hash(), charts)
}

fn for_every_chart(check: impl Fn(&str, &str, &Figure, &[PlacedText])) {
    for (case, hash, charts) in DRAWN.iter() {
        charts.iter().for_each(|chart| check(case, hash, &chart.figure, &chart.texts));
    }
}

#[test]
fn every_chart_asks_answers_and_discloses() {
    for_every_chart(|title, hash, chart, texts| {
        let texts = texts.iter().map(|placed| placed.text.as_str()).collect::<Vec<_>>().join(" ");
        assert!(texts.contains("Simulated, not actual earnings."), "{} of {title}: {texts}", chart.name);
        assert!(texts.contains("Not a forecast or promise"), "{} of {title}", chart.name);
        assert!(texts.contains(hash), "{} of {title}", chart.name);
        assert!(texts.matches("not actual").count() >= 2, "the plot of {} of {title} does not say it", chart.name);
        assert!(chart.question.ends_with('?') && texts.contains(&chart.question[..20]), "{} of {title}", chart.name);
        assert!(!chart.answer.is_empty() && chart.description.starts_with(&chart.answer), "{} of {title}", chart.name);
        assert!(chart.svg.contains("role=\"img\""));
        assert!(chart.svg.contains("<title id") && chart.svg.contains("<desc id") && chart.svg.contains("<metadata>"));
    });
}

#[test]
fn nothing_is_cut_off_and_no_text_covers_another() {
    for_every_chart(|title, _, chart, texts| {
        let paper = Area::new(4.0, 4.0, WIDTH - 4.0, HEIGHT - 4.0);
        for (index, placed) in texts.iter().enumerate() {
            let Area { left, top, right, bottom } = placed.area;
            assert!(
                left >= paper.left && right <= paper.right && top >= paper.top && bottom <= paper.bottom,
                "{} of {title}: {placed:?} is cut off",
                chart.name
            );
            for other in &texts[..index] {
                assert!(!placed.area.overlaps(&other.area), "{} of {title}: {placed:?} covers {other:?}", chart.name);
            }
        }
    });
}

/// All numbers in the attributes that place things.
fn coordinates(svg: &str) -> impl Iterator<Item = f64> {
    let attributes = ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "points", "width", "height"];
    let values = attributes.into_iter().flat_map(move |name| {
        let start = format!(" {name}=\"");
        svg.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap_or("").to_owned()).collect::<Vec<_>>()
    });
    values.flat_map(|value| {
        value.split([' ', ',']).filter(|part| !part.is_empty()).map(|part| part.parse().unwrap()).collect::<Vec<f64>>()
    })
}

#[test]
fn every_coordinate_is_a_number_on_the_paper() {
    for_every_chart(|title, _, chart, _| {
        for broken in ["NaN", "inf"] {
            assert!(!chart.svg.split(['"', ',']).any(|part| part == broken), "{} of {title}", chart.name);
        }
        for coordinate in coordinates(&chart.svg) {
            assert!((0.0..=WIDTH * 8.0).contains(&coordinate), "{} of {title}: {coordinate}", chart.name);
        }
    });
}

#[test]
fn the_same_ensemble_gives_the_same_bytes() {
    let [first, second] = [1, 2].map(|_| all(&ensemble("typical", &[]), None).unwrap());
    for (first, second) in first.iter().zip(&second) {
        assert_eq!(first.svg, second.svg);
        assert!(png(first, 1.0).unwrap() == png(second, 1.0).unwrap(), "{}", first.name);
    }
}

#[test]
fn no_text_is_smaller_than_14_pixels() {
    for chart in all(&ensemble("tenacious", &[]), None).unwrap() {
        for size in chart.svg.split("font-size=\"").skip(1) {
            let size: f64 = size.split('"').next().unwrap().parse().unwrap();
            assert!(size / 8.0 >= 13.99, "{}: {size}", chart.name);
        }
    }
}

#[test]
fn a_picture_carries_its_disclosure_and_its_recipe() {
    let chart = &all(&ensemble("typical", &[]), None).unwrap()[0];
    let bytes = png(chart, 0.5).unwrap();
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (480, 270));
    let text = |keyword: &str| {
        let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == keyword);
        chunk.map(|chunk| chunk.get_text().unwrap()).unwrap_or_default()
    };
    assert!(text("Disclaimer").contains("Simulated, not actual earnings."));
    assert!(text("Description").contains("Two line charts"));
    assert!(text("downline:scenario").contains("seed"));
    assert!(matches!(png(chart, f32::NAN), Err(ChartError::Scale(_))));
    assert!(matches!(png(chart, 9.0), Err(ChartError::Scale(_))));
}

#[test]
fn everyone_is_drawn_where_there_is_an_everyone_and_else_the_reason_is_told() {
    let ensemble = ensemble("tenacious", &[]);
    let names = |ensemble: &Ensemble| all(ensemble, None).unwrap().iter().map(|chart| chart.name).collect::<Vec<_>>();
    assert!(names(&ensemble).contains(&"everyone"));
    let both = words_of(&hundred_people::HundredPeople::of(&ensemble), &About::run(&ensemble));
    assert!(both.contains("New distributors who never quit, first 12 months"), "{both}");
    assert!(both.contains("Everyone who joined, last 12 months"), "{both}");
    let without = ensemble.with_everyone(Err(crate::results::NoEveryone::NobodyQuits));
    assert!(!names(&without).contains(&"everyone"));
    let reason = words_of(&hundred_people::HundredPeople::of(&without), &About::run(&without));
    assert!(reason.contains("because nobody ever quits"), "{reason}");
}

fn words_of(drawing: &dyn Drawing, about: &About) -> String {
    frame::texts(drawing, about).unwrap().into_iter().map(|placed| placed.text).collect::<Vec<_>>().join(" ")
}

/// 10 conversations a week take 40 contacts and lead to 5 presentations. Of each 1 - 0.9^2 = 0.19 join, after 1.9 follow-ups.
/// Minutes: 40 x 2 = 80, 150, 150, 9.5 x 5 = 47.5 and 0.95 x 120 = 114, of 18 productive hours; 0.95 x 52 / 12 = 4.12 join a month.
#[test]
fn the_hours_of_a_week_are_drawn_step_by_step_with_what_comes_of_them() {
    const PLAN: &[&str] = &[
        "activity.hours=20",
        "activity.reach=0.25",
        "activity.present=0.5",
        "activity.follow-ups=2",
        "activity.join=0.1",
        "you.customers=0",
    ];
    let texts = |sets: &[&str]| {
        let ensemble = ensemble("week", sets);
        let week = week::WeekOfWork::of(&ensemble).unwrap();
        let texts = frame::texts(&week, &About::run(&ensemble)).unwrap();
        texts.into_iter().map(|placed| placed.text).collect::<Vec<_>>()
    };
    let said = texts(PLAN);
    for hours in ["1.33", "2.5", "0.79", "1.9", "0", "2", "left over", "4.12"] {
        assert!(said.iter().any(|text| text == hours), "{hours} is not in {said:?}");
    }
    assert!(said.join(" ").contains("fits into its hours") && said.join(" ").contains("before paying yourself"));
    // Half the hours are too few, so that none is left over.
    let full = texts(&[PLAN, &["activity.hours=10", "wage.hourly=15"]].concat());
    assert!(full.join(" ").contains("does not fit into its hours") && !full.contains(&"left over".to_owned()));
    assert!(full.join(" ").contains("a job pays $15"), "{full:?}");
    // Long numbers stand whole.
    let long = texts(&["activity.hours=168", "activity.reach=0.000001", "activity.minutes.contact=0"]);
    assert!(long.iter().any(|text| text == "10 million") && !long.concat().contains('…'), "{long:?}");
    // Where no week is said there is no chart of one.
    assert!(week::WeekOfWork::of(&ensemble("typical", &[])).is_none());
}

#[test]
fn a_chart_without_kept_trials_has_no_paths_and_says_so() {
    let scenario = crate::scenario::Scenario::preset("typical").unwrap();
    let ensemble = simulate(&scenario, &Settings::with_trials(500)).unwrap();
    let charts = all(&ensemble, None).unwrap();
    let chart = charts.iter().find(|chart| chart.name == "money-in-out").unwrap();
    assert!(!chart.svg.contains("simulated careers;") && ensemble.paths().is_empty());
    assert_eq!(ensemble.distribution(ensemble.months(), Metric::Team).trials(), 500);
}
