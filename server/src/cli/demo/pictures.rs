//! The photos of the demonstration: small pictures, drawn here and taken in as a telephone's are.

use crate::{fault::Fault, photo};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

const WIDTH: u32 = 480;
const HEIGHT: u32 = 320;

/// What is on a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// The road to the school at night, before there were lamps.
    DarkRoad,
    /// The same with its lamps.
    LitRoad,
    /// Bicycles charged on cables that hang from windows.
    Cables,
    /// The shed with its roof and its sockets.
    Shed,
    /// The board at the village hall with its sheets.
    Board,
}

/// A rectangle of one colour: left, top, width, height.
type Patch = ([u32; 4], [u8; 3]);

const DARK_ROAD: &[Patch] = &[
    ([0, 0, 480, 200], [18, 22, 40]),
    ([0, 200, 480, 120], [30, 30, 32]),
    ([200, 200, 80, 120], [46, 46, 48]),
    ([40, 120, 90, 80], [26, 30, 44]),
    ([360, 130, 80, 70], [26, 30, 44]),
];
const LIT_ROAD: &[Patch] = &[
    ([0, 0, 480, 200], [28, 36, 66]),
    ([0, 200, 480, 120], [86, 84, 74]),
    ([200, 200, 80, 120], [150, 146, 128]),
    ([40, 120, 90, 80], [72, 74, 92]),
    ([360, 130, 80, 70], [72, 74, 92]),
    ([60, 140, 16, 18], [250, 222, 130]),
    ([388, 148, 16, 18], [250, 222, 130]),
    ([150, 60, 6, 150], [190, 190, 190]),
    ([150, 56, 40, 8], [255, 240, 180]),
    ([320, 60, 6, 150], [190, 190, 190]),
    ([286, 56, 40, 8], [255, 240, 180]),
];
const CABLES: &[Patch] = &[
    ([0, 0, 480, 210], [196, 186, 170]),
    ([0, 210, 480, 110], [128, 126, 120]),
    ([60, 30, 70, 60], [120, 150, 176]),
    ([200, 30, 70, 60], [120, 150, 176]),
    ([340, 30, 70, 60], [120, 150, 176]),
    ([92, 90, 3, 150], [20, 20, 20]),
    ([232, 90, 3, 160], [20, 20, 20]),
    ([372, 90, 3, 145], [20, 20, 20]),
    ([60, 236, 90, 30], [160, 40, 40]),
    ([196, 246, 90, 30], [40, 60, 120]),
    ([330, 232, 90, 30], [40, 100, 60]),
];
const SHED: &[Patch] = &[
    ([0, 0, 480, 210], [190, 210, 228]),
    ([0, 210, 480, 110], [150, 150, 146]),
    ([40, 80, 400, 22], [60, 120, 170]),
    ([50, 102, 8, 150], [110, 110, 110]),
    ([422, 102, 8, 150], [110, 110, 110]),
    ([80, 150, 22, 30], [240, 240, 240]),
    ([200, 150, 22, 30], [240, 240, 240]),
    ([320, 150, 22, 30], [240, 240, 240]),
    ([66, 226, 84, 28], [160, 40, 40]),
    ([190, 226, 84, 28], [40, 60, 120]),
    ([312, 226, 84, 28], [40, 100, 60]),
];
const BOARD: &[Patch] = &[
    ([0, 0, 480, 320], [206, 202, 192]),
    ([40, 40, 400, 230], [120, 78, 48]),
    ([54, 54, 372, 202], [214, 224, 214]),
    ([70, 70, 90, 120], [252, 252, 248]),
    ([178, 70, 90, 120], [252, 252, 248]),
    ([286, 70, 120, 150], [252, 244, 220]),
    ([80, 86, 70, 6], [90, 90, 90]),
    ([80, 102, 70, 4], [150, 150, 150]),
    ([80, 114, 60, 4], [150, 150, 150]),
    ([188, 86, 70, 6], [90, 90, 90]),
    ([188, 102, 70, 4], [150, 150, 150]),
    ([298, 88, 96, 6], [170, 40, 40]),
    ([298, 108, 90, 4], [150, 150, 150]),
    ([366, 180, 26, 26], [200, 60, 60]),
];

/// The picture as it is kept.
pub fn taken(picture: Picture) -> Result<Vec<u8>, Fault> {
    let patches = match picture {
        Picture::DarkRoad => DARK_ROAD,
        Picture::LitRoad => LIT_ROAD,
        Picture::Cables => CABLES,
        Picture::Shed => SHED,
        Picture::Board => BOARD,
    };
    let drawn = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let covers = |of: &[u32; 4]| {
            let [left, top, width, height] = *of;
            (left..left + width).contains(&x) && (top..top + height).contains(&y)
        };
        let top = patches.iter().rev().find(|(of, _)| covers(of));
        Rgb(top.map_or([255, 255, 255], |(_, colour)| *colour))
    });
    let mut bytes = Vec::new();
    let drawn = DynamicImage::ImageRgb8(drawn);
    drawn.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).map_err(|error| Fault::Other(error.to_string()))?;
    photo::renew(&bytes).map_err(|refusal| Fault::Other(refusal.code().to_owned()))
}
