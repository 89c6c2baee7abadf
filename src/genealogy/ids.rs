//! [`Ids`]: texts that are each kept once, in one piece of memory, and found again by hash.

use std::cmp::Ordering;
use std::hash::Hasher;

use rustc_hash::FxHasher;

/// The number of a text among [`Ids`], in the order in which they were added.
pub(super) type Symbol = u32;

/// Different texts, each with a number from 0.
///
/// The texts stand one after the other in one arena; a table of hash and number finds them. An id costs its text, 20
/// bytes and about 12 of the table, so five million of them fit easily. Looking one up is mostly waiting for memory:
/// the keys decide nearly always, so that the arena is hardly ever visited.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    text: Vec<u8>,
    /// What [`key`] makes of each text.
    keys: Vec<u128>,
    /// Where each text ends. Files are at most 4 GiB, so 32 bits are enough.
    ends: Vec<u32>,
    /// Open addressing: the hash in the upper half, the number plus one in the lower; 0 is free. A power of two long.
    slots: Vec<u64>,
}

impl Ids {
    /// Room for about so many texts.
    pub(super) fn with_capacity(count: usize) -> Self {
        let slots = vec![0; (count + count / 2).next_power_of_two().max(16)];
        Self { text: Vec::new(), keys: Vec::with_capacity(count), ends: Vec::with_capacity(count), slots }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, symbol: Symbol) -> &[u8] {
        let at = symbol as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }

    pub(super) fn find(&self, text: &[u8]) -> Option<Symbol> {
        if self.slots.is_empty() {
            return None;
        }
        self.slot(text, key(text), hash(text)).ok()
    }

    /// The number of a text, which is added when it is new.
    pub(super) fn add(&mut self, text: &[u8]) -> Symbol {
        if (self.ends.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let (key, hash) = (key(text), hash(text));
        match self.slot(text, key, hash) {
            Ok(symbol) => symbol,
            Err(free) => {
                self.text.extend_from_slice(text);
                self.keys.push(key);
                let symbol = narrow(self.ends.len());
                self.ends.push(narrow(self.text.len()));
                self.slots[free] = u64::from(hash) << 32 | (u64::from(symbol) + 1);
                symbol
            }
        }
    }

    /// The number of a text, or the free slot where it belongs.
    fn slot(&self, text: &[u8], key: u128, hash: u32) -> Result<Symbol, usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return Err(at);
            }
            if (slot >> 32) as u32 == hash && self.keys[symbol(slot) as usize] == key {
                let is_same = text.len() <= WHOLE_IN_KEY || self.get(symbol(slot)) == text;
                if is_same {
                    return Ok(symbol(slot));
                }
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let mut slots = vec![0; (self.slots.len() * 2).max(16)];
        let mask = slots.len() - 1;
        for &slot in self.slots.iter().filter(|&&slot| slot != 0) {
            let mut at = (slot >> 32) as usize & mask;
            while slots[at] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = slot;
        }
        self.slots = slots;
    }

    /// The same texts in another order: text `order[new]` becomes number `new`. `order` names every text once.
    pub(super) fn reordered(mut self, order: &[Symbol]) -> Self {
        let mut text = Vec::with_capacity(self.text.len());
        let keys = order.iter().map(|&old| self.keys[old as usize]).collect();
        let mut ends = Vec::with_capacity(order.len());
        let mut new_of = vec![0; order.len()];
        for (new, &old) in (0_u32..).zip(order) {
            text.extend_from_slice(self.get(old));
            ends.push(narrow(text.len()));
            new_of[old as usize] = new;
        }
        for slot in self.slots.iter_mut().filter(|slot| **slot != 0) {
            *slot = *slot >> 32 << 32 | (u64::from(new_of[symbol(*slot) as usize]) + 1);
        }
        Self { text, keys, ends, slots: self.slots }
    }

    /// Sorts items by the texts of their symbols, in the order of [`shortlex`].
    pub(super) fn sort<T>(&self, items: &mut [T], symbol_of: impl Fn(&T) -> Symbol) {
        items.sort_unstable_by(|a, b| self.compare(symbol_of(a), symbol_of(b)));
    }

    /// The order of two texts, as [`shortlex`].
    pub(super) fn compare(&self, a: Symbol, b: Symbol) -> Ordering {
        let keys = (self.keys[a as usize], self.keys[b as usize]);
        let is_long = (keys.0.min(keys.1) >> 120) as usize > WHOLE_IN_KEY;
        if is_long { shortlex(self.get(a), self.get(b)) } else { keys.0.cmp(&keys.1) }
    }
}

/// How long a text may be for its key to hold all of it.
const WHOLE_IN_KEY: usize = 15;

/// The length of a text and its first 15 bytes, as a number in the order of [`shortlex`] for texts up to 15 bytes;
/// all longer ones have the length 16.
fn key(text: &[u8]) -> u128 {
    let mut bytes = [0; 16];
    let whole = text.len().min(WHOLE_IN_KEY);
    bytes[0] = u8::try_from(text.len().min(WHOLE_IN_KEY + 1)).unwrap_or(u8::MAX);
    bytes[1..=whole].copy_from_slice(&text[..whole]);
    u128::from_be_bytes(bytes)
}

impl PartialEq for Ids {
    /// The same texts with the same numbers; how they are found again does not count.
    fn eq(&self, other: &Self) -> bool {
        self.ends == other.ends && self.text == other.text
    }
}

impl Eq for Ids {}

/// The order of ids: shorter ones first, equally long ones by their bytes. `2` comes before `10`, `A9` before `A10`.
fn shortlex(a: &[u8], b: &[u8]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

#[allow(clippy::cast_possible_truncation)] // both halves of the hash are mixed into one
fn hash(text: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    let hash = hasher.finish();
    (hash >> 32) as u32 ^ hash as u32
}

/// The number in the lower half of a slot that is not free.
#[allow(clippy::cast_possible_truncation)] // the lower half is meant
fn symbol(slot: u64) -> Symbol {
    (slot as u32).wrapping_sub(1)
}

/// Files beyond 4 GiB are refused before anything is counted in 32 bits.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_number_and_is_found_again() {
        let mut ids = Ids::default();
        for number in 0..10_000_u32 {
            assert_eq!(ids.add(number.to_string().as_bytes()), number);
        }
        for number in 0..10_000_u32 {
            assert_eq!(ids.add(number.to_string().as_bytes()), number);
            assert_eq!(ids.get(number), number.to_string().as_bytes());
        }
        assert_eq!(ids.find(b"10000"), None);
        assert_eq!(Ids::default().find(b""), None);
        let mut empty = Ids::with_capacity(0);
        assert_eq!((empty.add(b""), empty.add(b"a"), empty.find(b"")), (0, 1, Some(0)));
    }

    #[test]
    fn reordered_texts_are_found_under_their_new_numbers() {
        let mut ids = Ids::with_capacity(3);
        for text in ["b", "", "ccc"] {
            ids.add(text.as_bytes());
        }
        let ids = ids.reordered(&[2, 0, 1]);
        let found: Vec<_> = ["ccc", "b", ""].iter().map(|text| ids.find(text.as_bytes())).collect();
        assert_eq!(found, [Some(0), Some(1), Some(2)]);
        assert_eq!(ids.get(0), b"ccc");
    }

    #[test]
    fn long_texts_are_told_apart_and_ordered_beyond_their_keys() {
        let texts =
            ["123456789012345", "1234567890123456", "1234567890123457", "0234567890123456a", "12345678901234567"];
        let mut ids = Ids::default();
        for text in texts {
            ids.add(text.as_bytes());
        }
        assert_eq!(texts.map(|text| ids.find(text.as_bytes())), [Some(0), Some(1), Some(2), Some(3), Some(4)]);
        for (a, b) in (0..5).flat_map(|a| (0..5).map(move |b| (a, b))) {
            assert_eq!(ids.compare(a, b), shortlex(ids.get(a), ids.get(b)), "{a} {b}");
        }
    }

    #[test]
    fn shorter_ids_come_first_so_that_numbers_stand_in_their_order() {
        let mut ids: Vec<&[u8]> = vec![b"10", b"A10", b"9", b"A9", b"", b"2"];
        ids.sort_by(|a, b| shortlex(a, b));
        assert_eq!(ids, [&b""[..], b"2", b"9", b"10", b"A9", b"A10"]);
    }
}
