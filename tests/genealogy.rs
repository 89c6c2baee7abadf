//! A genealogy is read alike however its rows stand and whoever wrote it; what is wrong is found, all of it; and no
//! bytes make the reader panic.

use downline::genealogy::{GenealogyErrors, ProblemKind, Records, Source, Wanted, read, read_wanting};
use downline::team::NEVER;
use downline::units::{Month, Volume};
use proptest::collection::vec;
use proptest::prelude::*;

#[path = "support/plain_genealogy.rs"]
mod plain_genealogy;

use plain_genealogy::{Row, problems};

fn read_tree(text: &str) -> Result<Records, GenealogyErrors> {
    read(Source::new("tree.csv", text.as_bytes()), None)
}

fn read_both(tree: &str, orders: &str) -> Result<Records, GenealogyErrors> {
    read(Source::new("tree.csv", tree.as_bytes()), Some(Source::new("orders.csv", orders.as_bytes())))
}

/// The messages of a tree that is refused.
fn messages(text: &str) -> Vec<String> {
    read_tree(text).expect_err(text).problems().iter().map(ToString::to_string).collect()
}

#[test]
fn every_column_arrives_under_its_member() {
    let tree = "\
id,sponsor,placement,side,joined,left,rank,pv,cv
10,2,9,R,2024-04,,,0,
2,1,1,left,2024-02,2024-06,Gold,100.25,80
9,1,2,l,2024-02-29,,Member,\"1,234.5\",12
1,-,,,2024-01,,Gold,50,50
";
    let genealogy = read_tree(tree).unwrap().genealogy;
    assert_eq!(genealogy.ids().collect::<Vec<_>>(), ["1", "2", "9", "10"]);
    assert_eq!(genealogy.sponsors(), [0, 0, 0, 1]);
    let places = genealogy.places().unwrap();
    assert_eq!((places.parents(), places.positions()), (&[0, 0, 1, 2][..], Some(&[0, 0, 0, 1][..])));
    assert_eq!(genealogy.joined(), Some(&[0, 1, 1, 3][..]));
    assert_eq!(genealogy.left(), Some(&[NEVER, 5, NEVER, NEVER][..]));
    let ranks: Vec<_> = (0..4).map(|member| genealogy.rank(member)).collect();
    assert_eq!(ranks, [Some("Gold"), Some("Gold"), Some("Member"), None]);
    assert_eq!(genealogy.ranks_among(&["member", "silver", "gold"]), Ok(vec![Some(2), Some(2), Some(0), None]));
    let volumes = |hundredths: [i64; 4]| hundredths.map(Volume::from_hundredths);
    assert_eq!(genealogy.personal(), Some(&volumes([50_00, 100_25, 1_234_50, 0])[..]));
    assert_eq!(genealogy.commissionable(), Some(&volumes([50_00, 80_00, 12_00, 0])[..]));
    assert_eq!([0, 1, 2, 3].map(|member| genealogy.row(member)), [5, 3, 4, 2]);
    assert_eq!(genealogy.member(" 10 "), Some(3));
    assert_eq!((genealogy.member("11"), genealogy.nearest("11")), (None, Some("10")));
    assert!(!genealogy.is_active(3, Month::new(2)) && genealogy.is_active(3, Month::new(3)));
    assert!(genealogy.is_active(1, Month::new(4)) && !genealogy.is_active(1, Month::new(5)));
}

#[test]
fn columns_without_any_cell_count_as_not_there() {
    let genealogy =
        read_tree("id,sponsor,placement,side,joined,left,rank,pv,cv\nA,,,,,,,,\nB,A,,,,,,,\n").unwrap().genealogy;
    assert_eq!((genealogy.places(), genealogy.joined(), genealogy.left()), (None, None, None));
    assert_eq!((genealogy.rank(1), genealogy.personal(), genealogy.commissionable()), (None, None, None));
    assert!(genealogy.is_active(1, Month::new(0)));
}

#[test]
fn orders_stand_by_month_then_member_and_refunds_are_negative() {
    let tree = "id,sponsor,joined\nA,,2024-01\nB,A,2024-02\n";
    let orders = "id;member;month;pv;cv;price;refunds\n9;B;2024-03;-2,5;-2;-12,50;8\n10;B;2024-03;1;1;1;\n7;A;2024-03;5;5;6;\n8;B;2024-02;10;8;20;\n";
    let records = read_both(tree, orders).unwrap();
    let orders = records.orders.as_ref().unwrap();
    let ids: Vec<_> = (0..orders.len()).map(|order| orders.id(order)).collect();
    assert_eq!(ids, ["8", "7", "9", "10"]);
    assert_eq!(orders.members(), [1, 0, 1, 1]);
    assert_eq!(orders.in_month(Month::new(2)), 1..4);
    assert_eq!(orders.in_month(Month::new(9)), 4..4);
    assert_eq!(orders.personal().unwrap()[2], Volume::from_hundredths(-250));
    assert_eq!(orders.prices().unwrap()[2].cents(), -12_50);
    assert_eq!((0..4).map(|order| orders.refunded(order)).collect::<Vec<_>>(), [None, None, Some(0), None]);
    assert_eq!(orders.row(0), 5);
}

#[test]
fn every_problem_of_the_tree_is_told_with_its_row() {
    let tree = "\
id,sponsor,placement,side,joined,left,rank,pv,cv
B8,,,,3,,x,1,1
C,B9,B8,left,4,,x,1,1
D,B8,B8,L,4,2,x,-1,1
E,F,C,middle,4,,x,\"1,234\",1
F,G,C,right,4,,x,1,1e3
G,E,nobody,2,4,,x,1,1
H,,,,4,,x,1,1
B8,C,C,left,4,,x,1,1
I,I,B8,3,4,,x,1,1
J,B8,K,1,1,,x,1,1
K,B8,J,1,2024-01,,x,1,1
L,B8,B8,4,601,,x,1,1
M,B8,B8,,4,,x,1,1
N,B8
,B8,B8,5,4,,x,1,1
";
    insta::assert_snapshot!("tree_problems", read_tree(tree).unwrap_err());
}

#[test]
fn every_problem_of_the_orders_is_told_with_its_row() {
    let tree = "id,sponsor,joined\nA1,,2\nA2,A1,3\n";
    let orders = "\
id,member,month,price,shop
1,A1,2,5,x
1,A1,2,5,x
2,A3,2,5,x
3,A2,2,5,x
4,,2,5,x
5,A1,,$5,x
6,A1,2024-05,5,x
,A1,5,5,x
";
    insta::assert_snapshot!("order_problems", read_both(tree, orders).unwrap_err());
}

#[test]
fn enrollers_stand_by_member_and_are_sponsors_unless_named() {
    let genealogy = read_tree("id,sponsor,enroller\nA,,-\nB,A,D\nC,A,\nD,C,A\n").unwrap().genealogy;
    assert_eq!(genealogy.ids().collect::<Vec<_>>(), ["A", "B", "C", "D"]);
    assert_eq!(genealogy.enrollers(), Some(&[0, 3, 0, 0][..]));
    // A column that names sponsors only says nothing.
    assert_eq!(read_tree("id,sponsor,enroller\nA,,\nB,A,A\n").unwrap().genealogy.enrollers(), None);
    let wrong = "id,sponsor,joined,enroller\nA,,0,B\nB,A,1,B\nC,A,2,D1\nD,A,1,E\nE,A,3,D\nF,C,1,\n";
    assert_eq!(
        messages(wrong),
        [
            "tree.csv row 2: \"A\" is the root and cannot be enrolled by anybody",
            "tree.csv row 3: \"B\" is its own enroller; leave the cell empty for the sponsor",
            "tree.csv row 4: enroller \"D1\" is not in the file",
            "tree.csv row 5: enrollers run in a circle: \"D\" below \"E\" below \"D\"",
            "tree.csv row 5: enroller \"E\" joined in month 3, later than \"D\" in month 1",
            "tree.csv row 7: sponsor \"C\" joined in month 2, later than \"F\" in month 1",
        ]
    );
    // A circle through sponsors of those who name nobody.
    let circle = messages("id,sponsor,enroller\nA,,\nB,A,C\nC,B,\n");
    assert_eq!(circle, ["tree.csv row 3: enrollers run in a circle: \"B\" below \"C\" below \"B\""]);
}

#[test]
fn owners_stand_by_member_and_name_the_first_position() {
    let genealogy = read_tree("id,sponsor,owner\nA,,\nB,A,C\nC,A,C\nD,B,\nE,C,B\n").unwrap_err();
    assert_eq!(
        genealogy.to_string(),
        "tree.csv row 6: owner \"B\" has the owner \"C\" itself; name the first position of the owner"
    );
    let genealogy = read_tree("id,sponsor,owner\nE,C,C\nA,,-\nB,A,C\nC,A,C\nD,B,\n").unwrap().genealogy;
    assert_eq!(genealogy.ids().collect::<Vec<_>>(), ["A", "B", "C", "D", "E"]);
    assert_eq!(genealogy.owners(), Some(&[0, 2, 2, 3, 2][..]));
    assert_eq!(read_tree("id,sponsor,owner\nA,,\nB,A,\n").unwrap().genealogy.owners(), None);
    let circle = messages("id,sponsor,owner\nA1,,A2\nA2,A1,A1\nA3,A1,A4\n");
    assert_eq!(circle.len(), 3);
    assert_eq!(circle[2], "tree.csv row 4: owner \"A4\" is not in the file");
}

#[test]
fn buyers_are_members_or_customers_and_refunds_follow_their_orders() {
    let tree = "id,sponsor\nA,\nB,A\n";
    let orders = "id,member,month,cv,price,refunds,buyer\n1,A,1,5,9,,Customer\n2,B,1,5,0,,member\n3,A,2,-5,-9,1,\n4,B,2,-1,0,2,member\n";
    let records = read_both(tree, orders).unwrap();
    assert_eq!(records.orders.unwrap().customers(), Some(&[true, false, true, false][..]));
    let blank = read_both(tree, "id,member,month,cv,buyer\n1,A,1,5,\n").unwrap();
    assert_eq!(blank.orders.unwrap().customers(), None);
    let wrong = "\
id,member,month,cv,price,refunds,buyer
1,A,1,5,9,,customer
2,B,1,5,9,,
3,B,1,5,9,,friend
4,A,1,5,,,customer
5,A,2,-1,-1,1,member
6,A,2,-1,,1,
7,A,2,-1,-1,99,
";
    let expected = [
        "orders.csv row 3: has no buyer; write member or customer in every row, or in none",
        "orders.csv row 4: buyer \"friend\" is neither member nor customer",
        "orders.csv row 5: price is empty; write 0, or the amount",
        "orders.csv row 6: refunds \"1\" of a customer, but its buyer is member",
        "orders.csv row 7: price is empty; a refund says what it takes back: write the negative amount, or 0",
        "orders.csv row 8: refunds \"99\", but no order has that id",
    ];
    assert_eq!(read_both(tree, wrong).unwrap_err().to_string(), expected.join("\n"));
}

#[test]
fn who_has_left_orders_no_more_but_may_give_back() {
    let tree = "id,sponsor,joined,left\nA,,2024-01,2024-03\nB,A,2024-01,\n";
    let orders = "id,member,month,cv,refunds\n1,A,2024-02,5,\n2,A,2024-03,5,\n3,A,2024-04,5,\n4,A,2024-04,-5,1\n5,B,2024-04,5,\n";
    let errors = read_both(tree, orders).unwrap_err();
    assert_eq!(errors.to_string(), "orders.csv row 4: \"A\" ordered in month 2024-04, after leaving in month 2024-03");
    assert_eq!(errors.count_of(ProblemKind::OrderAfterLeaving), 1);
}

#[test]
fn an_empty_amount_of_an_order_is_no_silent_zero() {
    let tree = "id,sponsor\nA,\nB,A\n";
    let orders = "id,member,month,pv,cv,price,refunds\n1,B,1,5,5,,\n2,B,1,,0,,\n2,B,1,,5,,\n3,B,2,,,,1\n4,A,2,0,,,\n";
    let expected = [
        "orders.csv row 3: pv is empty; write 0, or the amount",
        "orders.csv row 4: id \"2\" already stands in row 3",
        "orders.csv row 5: pv is empty; a refund says what it takes back: write the negative amount, or 0",
        "orders.csv row 5: cv is empty; a refund says what it takes back: write the negative amount, or 0",
        "orders.csv row 6: cv is empty; write 0, or the amount",
    ];
    assert_eq!(read_both(tree, orders).unwrap_err().to_string(), expected.join("\n"), "and no price is there at all");
    // In a tree an empty volume is that of somebody who ordered nothing.
    let records = read_tree("id,sponsor,cv\nA,,\nB,A,5\n").unwrap();
    assert_eq!(records.genealogy.commissionable().unwrap()[0], Volume::ZERO);
}

#[test]
fn volumes_of_a_month_are_of_members_who_were_there() {
    let tree = "id,sponsor,joined,left,pv,cv\nA,,2024-01,,1,1\nB,A,2024-01,2024-02,1,0\nC,A,2024-09,,0,1\nD,A,2024-09,,0,0\nE,A,2024-03,2024-05,,1\n";
    let genealogy = read_tree(tree).unwrap().genealogy;
    let errors = genealogy.check_volumes_in(Month::new(4)).unwrap_err();
    let expected = [
        "tree.csv row 3: \"B\" has volume of month 2024-05, after leaving in month 2024-02",
        "tree.csv row 4: \"C\" has volume of month 2024-05, before joining in month 2024-09",
    ];
    assert_eq!(errors.to_string(), expected.join("\n"));
    let kinds = [ProblemKind::VolumeAfterLeaving, ProblemKind::VolumeBeforeJoining];
    assert_eq!(kinds.map(|kind| errors.count_of(kind)), [1, 1]);
    assert_eq!(genealogy.check_volumes_in(Month::new(1)).unwrap_err().count(), 2, "C and E, who are not there yet");
}

#[test]
fn wanted_columns_are_missed_with_everything_else() {
    let wanted = [
        Wanted::new("tree", "joined", "it is looked at").unless("tree", "placement"),
        Wanted::new("orders", "cv", "it is paid on"),
        Wanted::new("orders", "pv", "it is placed by").unless("tree", "placement"),
    ];
    let missed = |tree: &str, orders: &str| {
        let orders = Some(Source::new("orders.csv", orders.as_bytes()));
        let read = read_wanting(Source::new("tree.csv", tree.as_bytes()), orders, &wanted);
        read.map(|_| ()).map_err(|errors| errors.to_string())
    };
    let expected = [
        "tree.csv row 1: column \"joined\" is missing: it is looked at",
        "orders.csv row 1: column \"month\" is missing; the first row must name the columns",
        "orders.csv row 1: column \"cv\" is missing: it is paid on",
    ];
    assert_eq!(missed("id,sponsor\nA,\n", "id,member\n1,A\n"), Err(expected.join("\n")));
    assert_eq!(missed("id,sponsor,placement\nA,,\n", "id,member,month,cv\n1,A,1,5\n"), Ok(()));
}

#[test]
fn the_closest_id_is_found_where_it_is_no_slip() {
    let genealogy = read_tree("id,sponsor\nAnna,\nBen,Anna\nCarla,Anna\n").unwrap().genealogy;
    assert_eq!((genealogy.nearest("Bob"), genealogy.closest("Bob")), (None, Some("Ben")));
    assert_eq!(genealogy.closest("CLARA"), Some("Carla"));
    assert_eq!(genealogy.closest("77"), None);
    assert_eq!(genealogy.closest(&"x".repeat(1_000_000)), None);
}

#[test]
fn both_files_are_checked_even_when_the_tree_is_wrong() {
    let errors = read_both("id,sponsor\nA,B\n", "id,member,month,pv\n1,C,1,x\n").unwrap_err();
    let kinds: Vec<_> =
        errors.problems().iter().map(|problem| (problem.file(), problem.row(), problem.kind())).collect();
    let expected = [
        ("tree.csv", None, ProblemKind::NoRoot),
        ("tree.csv", Some(2), ProblemKind::UnknownSponsor),
        ("orders.csv", Some(2), ProblemKind::BadNumber),
        ("orders.csv", Some(2), ProblemKind::UnknownMember),
    ];
    assert_eq!(kinds, expected);
    let errors = read_both("", "id,member,month,pv\n1,C,1,x\n").unwrap_err();
    assert_eq!(errors.count(), 2);
}

#[test]
fn a_header_without_members_is_no_tree() {
    assert_eq!(messages("id,sponsor\n"), ["tree.csv: has a header and no members",]);
}

#[test]
fn ranks_that_the_plan_does_not_know_are_named_with_their_rows() {
    let genealogy = read_tree("id,sponsor,rank\nA,,Gold\nB,A,golld\nC,A,Tin\nD,A,\n").unwrap().genealogy;
    insta::assert_snapshot!("unknown_ranks", genealogy.ranks_among(&["Silver", "Gold"]).unwrap_err());
}

#[test]
fn a_chain_and_a_circle_of_a_million_need_no_stack() {
    let rows = |root: &str| {
        let mut text = format!("id,sponsor\n0,{root}\n");
        for id in 1..1_000_000 {
            text.push_str(&format!("{id},{}\n", id - 1));
        }
        text
    };
    assert_eq!(read_tree(&rows("")).unwrap().genealogy.sponsors()[999_999], 999_998);
    let circle = messages(&rows("999999"));
    assert_eq!(circle.len(), 2);
    assert!(circle[1].starts_with(r#"tree.csv row 2: sponsors run in a circle: "0" below "999999" below "999998""#));
    assert!(circle[1].ends_with(r#"below 999,990 more below "0""#), "{}", circle[1]);
}

#[test]
fn a_million_wrong_rows_are_counted_in_little_memory() {
    let mut text = String::from("id,sponsor,pv\nroot,,1\n");
    for id in 0..1_000_000 {
        text.push_str(&format!("{id},nobody,1.234\n"));
    }
    let errors = read_tree(&text).unwrap_err();
    assert_eq!(errors.count(), 2_000_000);
    assert_eq!(errors.problems().len(), 2_000);
    assert_eq!(errors.to_string().lines().count(), 51);
}

/// A tree of up to 40 members without faults: each row's sponsor and placement stand in earlier rows.
fn sound_rows() -> impl Strategy<Value = Vec<Row>> {
    let member = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u16, 0..5_u16, 0..9_u32, 0..4_usize);
    (vec(member, 1..40), any::<bool>(), any::<bool>()).prop_map(|(members, has_places, has_owners)| {
        let mut rows: Vec<Row> = Vec::new();
        // Places that are free: each member gives its left and right one.
        let mut free: Vec<(String, &str)> = Vec::new();
        for (number, (sponsor, place, later, stay, pv, style)) in members.into_iter().enumerate() {
            let sponsor = (number > 0).then(|| rows[sponsor.index(number)].clone());
            let joined = sponsor.as_ref().map_or(0, |sponsor| sponsor.joined.parse().unwrap_or(0)) + later;
            let id =
                [format!("{number}"), format!("M{number:03}"), format!("a \"{number}\", b"), format!("ü;{number}")];
            let id = id[style].clone();
            let (placement, side) = match number {
                0 => (String::new(), ""),
                _ if !has_places => (String::new(), ""),
                _ => free.swap_remove(place.index(free.len())),
            };
            // The first third of the members own positions of the others, or only their own.
            let owner = rows.get(usize::from(later) * 7 + 1).filter(|owner| has_owners && owner.owner.is_empty());
            let named = rows.get(usize::from(stay) * 3).filter(|_| has_owners && number > 0);
            let enroller = named.filter(|enroller| enroller.joined.parse::<u16>().is_ok_and(|month| month <= joined));
            free.extend([(id.clone(), "left"), (id.clone(), "right")]);
            rows.push(Row {
                sponsor: sponsor.map_or(String::new(), |sponsor| sponsor.id),
                id,
                placement,
                side: side.to_owned(),
                joined: joined.to_string(),
                left: if stay == 0 { String::new() } else { (joined + stay - 1).to_string() },
                pv: format!("{}.{:02}", pv * 7, pv * 11),
                owner: owner.map_or(String::new(), |owner| owner.id.clone()),
                // Somebody in an earlier row who joined no later.
                enroller: enroller.map_or(String::new(), |enroller| enroller.id.clone()),
            });
        }
        rows
    })
}

/// Changes one cell to something that is often wrong.
fn with_faults() -> impl Strategy<Value = Vec<Row>> {
    let fault = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..14_u8);
    (sound_rows(), vec(fault, 0..5)).prop_map(|(mut rows, faults)| {
        for (at, other, fault) in faults {
            let (at, other) = (at.index(rows.len()), rows[other.index(rows.len())].clone());
            let row = &mut rows[at];
            match fault {
                0 => row.sponsor = other.id,
                1 => row.sponsor = "nobody".into(),
                2 => row.sponsor = String::new(),
                3 => row.id = other.id,
                4 => row.placement = other.id,
                5 => row.placement = "nowhere".into(),
                6 => row.side = ["", "left", "right", "up", "3"][at % 5].into(),
                7 => row.joined = ["0", "2", "9", "700", "soon", ""][at % 6].into(),
                8 => row.left = ["0", "1", "2024-01"][at % 3].into(),
                10 => row.owner = other.id,
                11 => row.owner = "no one".into(),
                12 => row.enroller = other.id,
                13 => row.enroller = "no one".into(),
                _ => row.pv = ["-1", "1.234", "x", "5"][at % 4].into(),
            }
        }
        rows
    })
}

fn csv(rows: &[Row]) -> String {
    let mut text = String::from("id,sponsor,placement,side,joined,left,pv,owner,enroller\n");
    for row in rows {
        let cells = [
            &row.id,
            &row.sponsor,
            &row.placement,
            &row.side,
            &row.joined,
            &row.left,
            &row.pv,
            &row.owner,
            &row.enroller,
        ];
        let cells = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

fn found(text: &str) -> Vec<(Option<u32>, ProblemKind)> {
    let found = read_tree(text).err().map(|errors| errors.problems().to_vec()).unwrap_or_default();
    let mut found: Vec<_> = found.iter().map(|problem| (problem.row(), problem.kind())).collect();
    found.sort_unstable();
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_in_any_order_make_the_same_genealogy(rows in sound_rows(), seed in any::<u64>()) {
        let genealogy = read_tree(&csv(&rows)).unwrap().genealogy;
        let mut shuffled = rows.clone();
        let mut state = seed;
        for place in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(place, (state >> 33) as usize % (place + 1));
        }
        let other = read_tree(&csv(&shuffled)).unwrap().genealogy;
        prop_assert_eq!(&genealogy, &other);
        for row in &rows {
            let member = genealogy.member(&row.id).unwrap();
            let sponsor = genealogy.sponsors()[member as usize];
            prop_assert!(sponsor < member || member == 0);
            if member > 0 {
                prop_assert_eq!(genealogy.id(sponsor), row.sponsor.as_str());
            }
        }
    }

    #[test]
    fn what_is_written_is_read_again(rows in sound_rows()) {
        let genealogy = read_tree(&csv(&rows)).unwrap().genealogy;
        let mut text = Vec::new();
        genealogy.write_csv(&mut text).unwrap();
        let again = read(Source::new("tree.csv", &text), None).unwrap().genealogy;
        prop_assert_eq!(&again, &genealogy);
        let mut text_again = Vec::new();
        again.write_csv(&mut text_again).unwrap();
        prop_assert_eq!(text_again, text);
    }

    #[test]
    fn written_orders_are_read_again(mut rows in sound_rows(), orders in vec((any::<prop::sample::Index>(), 0..9_u32, 0..900_i32, any::<bool>()), 0..30)) {
        let mut text = String::from("id\tmember\tmonth\tcv\tprice\trefunds\tbuyer\n");
        for (number, (member, later, cents, is_taken_back)) in orders.iter().enumerate() {
            let member = &rows[member.index(rows.len())];
            let month = member.joined.parse::<u32>().unwrap() + later;
            let (amount, member) = (format!("{},{:02}", cents / 100, cents % 100), member.id.replace('"', "\"\""));
            let buyer = ["member", "Customer"][number * 5 % 7 % 2];
            text.push_str(&format!("o{number}\t\"{member}\"\t{month}\t{amount}\t1\t\t{buyer}\n"));
            if *is_taken_back {
                text.push_str(&format!("r{number}\t\"{member}\"\t{}\t-{amount}\t-1\to{number}\t\n", month + 1));
            }
        }
        // Who has left orders no more.
        rows.iter_mut().for_each(|row| row.left.clear());
        let tree = csv(&rows);
        let records = read_both(&tree, &text).unwrap();
        let mut written = Vec::new();
        records.orders.as_ref().unwrap().write_csv(&records.genealogy, &mut written).unwrap();
        let again = read_both(&tree, std::str::from_utf8(&written).unwrap()).unwrap();
        prop_assert_eq!(again, records);
    }

    #[test]
    fn the_plain_checker_finds_the_same_faults(rows in with_faults()) {
        prop_assert_eq!(found(&csv(&rows)), problems(&rows));
    }

    #[test]
    fn no_bytes_make_it_panic(tree in vec(any::<u8>(), 0..400), orders in vec(any::<u8>(), 0..100)) {
        let _ = read(Source::new("tree.csv", &tree), Some(Source::new("orders.csv", &orders))).map_err(|errors| errors.to_string());
    }

    #[test]
    fn no_text_of_likely_letters_makes_it_panic(rows in "[AB01,;\"\t \r\n.\\-|]{0,200}") {
        for header in ["id,sponsor,pv\n", "id;sponsor;placement;side\n", "id\tsponsor\tjoined\tleft\n"] {
            let text = format!("{header}{rows}");
            if let Ok(records) = read_tree(&text) {
                let mut written = Vec::new();
                records.genealogy.write_csv(&mut written).unwrap();
                prop_assert_eq!(read(Source::new("tree.csv", &written), None).unwrap(), records);
            }
        }
    }

    #[test]
    fn no_spoiled_file_makes_it_panic(rows in sound_rows(), spoils in vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6)) {
        let mut bytes = csv(&rows).into_bytes();
        for (at, byte, how) in spoils {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        match read(Source::new("tree.csv", &bytes), None) {
            Ok(records) => {
                let mut written = Vec::new();
                records.genealogy.write_csv(&mut written).unwrap();
                prop_assert_eq!(read(Source::new("tree.csv", &written), None).unwrap(), records);
            }
            Err(errors) => prop_assert!(errors.count() > 0 && !errors.to_string().is_empty()),
        }
    }
}
