//! Randomness belongs to a member: seed + trial + path from you + purpose -> random words.
//!
//! Every member has a [`MemberKey`], a 64-bit hash of the seed, the trial and the member's path from you (third recruit
//! of the second recruit of ...). Whatever the member does is drawn from its own key. So the same seed gives the same
//! answer on any number of threads and in any order of work, more trials never change earlier ones, one trial replays
//! alone, and a changed parameter moves what members do and nobody's luck.
//!
//! The hash is the finalizer of SplitMix64 in Stafford's variant 13, a bijection of 64-bit words (Steele, Lea and
//! Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, doi:10.1145/2660193.2660195). It uses integer
//! arithmetic only, so the words are the same on every machine. [`MemberStream`] is SplitMix64 itself, behind the
//! traits of `rand`.

use std::convert::Infallible;

use rand::TryRng;

/// 2^64 divided by the golden ratio, made odd: the increment of SplitMix64.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Stafford's variant 13: a bijection that lets every input bit change every output bit.
const fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// What a random word of a member is used for. Each purpose has luck of its own, so that a change in one leaves the
/// others as they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// When the member joins, and the months until quitting.
    Lifeline,
    /// How many recruits join.
    Recruits,
    /// Draws of a member followed month by month, and of who sponsors whom in an organisation.
    Monthly,
    /// The member's usual order, and in which months it orders.
    Orders,
    /// When one customer after the other comes.
    Customers,
    /// How long each customer stays, and its usual order.
    CustomerLives,
}

impl Purpose {
    /// Sets the purposes apart. The lifeline word is the key itself: it is a hash already, and it is the word that
    /// every member needs.
    const fn salt(self) -> Option<u64> {
        match self {
            Self::Lifeline => None,
            Self::Recruits => Some(0x1c69_b3f7_4ac4_ae35),
            Self::Monthly => Some(0x8cb9_2ba7_2f3d_8dd7),
            Self::Orders => Some(0x5a3d_9e0c_47b1_f26b),
            Self::Customers => Some(0xd3a1_6f48_92e5_0b7d),
            Self::CustomerLives => Some(0x2f86_c51b_e09d_7a43),
        }
    }
}

/// The key of one member, from which everything about it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberKey(u64);

impl MemberKey {
    /// Your key in a trial. For one seed, no two trials share a key: the hash is a bijection in the trial.
    #[must_use]
    pub const fn you(seed: u64, trial: u64) -> Self {
        Self(mix(mix(seed.wrapping_add(GOLDEN)) ^ mix(trial)))
    }

    /// The key of this member's recruit number `index`, counted from 0. No two recruits of a member share a key.
    #[must_use]
    #[inline]
    pub const fn recruit(self, index: u32) -> Self {
        Self(mix(self.0.wrapping_add(GOLDEN.wrapping_mul(index as u64 + 1))))
    }

    /// The upper half of the member's own word, which says when in the life of its sponsor it joins; the lower half says
    /// how long it stays.
    #[must_use]
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // the upper half
    pub const fn joining(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The random word of this member for a purpose, uniform over all 64-bit words.
    #[must_use]
    #[inline]
    pub const fn word(self, purpose: Purpose) -> u64 {
        match purpose.salt() {
            Some(salt) => mix(self.0 ^ salt),
            None => self.0,
        }
    }

    /// The random words of this member for a purpose, by a number such as that of a month or of a customer, in any order:
    /// word `n` is that of the purpose's stream. No number's word is another member's, or has to do with a recruit's key.
    #[must_use]
    #[inline]
    pub const fn numbered(self, purpose: Purpose) -> NumberedWords {
        NumberedWords { first: self.word(purpose) }
    }

    /// A stream of random words of this member for a purpose.
    #[must_use]
    pub const fn stream(self, purpose: Purpose) -> MemberStream {
        MemberStream { state: self.word(purpose) }
    }
}

/// Random words of a member for one purpose, each asked for by its number.
#[derive(Clone, Copy, Debug)]
pub struct NumberedWords {
    first: u64,
}

impl NumberedWords {
    /// The word of the purpose itself, before all numbered ones.
    #[must_use]
    #[inline]
    pub const fn first(self) -> u64 {
        self.first
    }

    /// The word of this number.
    #[must_use]
    #[inline]
    pub const fn word(self, number: u32) -> u64 {
        mix(self.first.wrapping_add(GOLDEN.wrapping_mul(number as u64 + 1)))
    }
}

/// SplitMix64, started from a member's word: a generator behind the traits of `rand`.
#[derive(Clone, Debug)]
pub struct MemberStream {
    state: u64,
}

impl MemberStream {
    /// The next word.
    #[inline]
    pub fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }
}

impl TryRng for MemberStream {
    type Error = Infallible;

    #[allow(clippy::cast_possible_truncation)] // the upper half of the word
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.word() >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word())
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            let word = self.word().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that every version must keep: a change here is value-breaking.
    #[test]
    fn the_words_of_known_members_stay_the_same() {
        let you = MemberKey::you(1, 1);
        let words = [
            you.recruit(0).0,
            you.recruit(1).recruit(2).0,
            you.word(Purpose::Lifeline),
            you.word(Purpose::Recruits),
            you.stream(Purpose::Monthly).word(),
        ];
        assert_eq!(words, KNOWN_WORDS);
    }

    const KNOWN_WORDS: [u64; 5] = [
        15_453_050_337_563_922_905,
        11_040_600_876_432_329_310,
        4_158_004_636_484_536_377,
        17_443_828_716_721_250_877,
        4_664_807_665_746_459_524,
    ];

    /// SplitMix64 from state 0, as published with the reference implementation (Vigna, prng.di.unimi.it).
    #[test]
    fn the_stream_is_splitmix64() {
        let mut stream = MemberStream { state: 0 };
        assert_eq!(stream.word(), 0xe220_a839_7b1d_cdaf);
        assert_eq!(stream.word(), 0x6e78_9e6a_a1b9_65f4);
    }

    #[test]
    fn neighbouring_trials_recruits_and_purposes_share_no_bits() {
        let mut ones = [0u32; 64];
        let mut pairs = 0;
        for trial in 0..4096 {
            let (one, next) = (MemberKey::you(7, trial), MemberKey::you(7, trial + 1));
            for difference in [
                one.0 ^ next.0,
                one.recruit(0).0 ^ one.recruit(1).0,
                one.word(Purpose::Lifeline) ^ one.word(Purpose::Recruits),
                one.0 ^ MemberKey::you(8, trial).0,
            ] {
                pairs += 1;
                (0..64).for_each(|bit| ones[bit] += (difference >> bit & 1) as u32);
            }
        }
        // Each bit differs in half of 16,384 pairs: standard deviation 64, and 64 bits are looked at.
        for (bit, &count) in ones.iter().enumerate() {
            assert!(count.abs_diff(pairs / 2) < 5 * 64, "bit {bit} differs in {count} of {pairs}");
        }
    }
}
