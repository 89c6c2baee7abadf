//! [`Figure`]: a picture with the words that belong to it.

/// A finished picture: what it asks and answers, what stands in its place for those who do not see it, and the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// Its name, which is that of its files without the ending: `story-vs-simulated`.
    pub name: &'static str,
    /// The question it asks: its title.
    pub question: String,
    /// The answer in a sentence, made from the numbers: its subtitle.
    pub answer: String,
    /// For those who do not see it: the answer, the form, the axes, five numbers, the trend and the assumptions.
    pub description: String,
    /// What it discloses in the picture: that it is simulated, from which assumptions, and what people were left with.
    pub disclosure: String,
    /// How to make it again: version, scenario, seed.
    pub recipe: String,
    /// The drawing: an SVG document of 960 x 540 pixels with all of these words in it.
    pub svg: String,
}
