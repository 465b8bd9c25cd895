//! Photos of the board: what was sent is read as a picture, turned upright, made small and written anew as JPEG, so that
//! nothing of the camera (place, time, owner) stays in it.

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder};
use rules::{Refusal, attachment::Area};
use std::io::Cursor;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;
/// The longest side that is kept, in pixels.
const SIDE: u32 = 1280;
/// The longest side that is read.
const MOST_SIDE: u32 = 16_384;
/// The most pixels that are read: what the largest cameras of telephones make, and a little.
const MOST_PIXELS: u64 = 52_000_000;
/// The most bytes that they may take once read, three to a pixel; two or more at once are not read (`heavy`).
const MOST_BYTES: u64 = 3 * MOST_PIXELS;

/// Blacks out areas of a picture that was read by [`renew`], and writes it anew: what lay under them is nowhere in it.
///
/// # Errors
/// [`Refusal::PhotoUnknown`].
pub fn cover(jpeg: &[u8], areas: &[Area]) -> Result<Vec<u8>, Refusal> {
    let picture = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).map_err(|_| Refusal::PhotoUnknown)?;
    let mut picture = picture.into_rgb8();
    let (width, height) = picture.dimensions();
    for area in areas {
        let [left, top, right, bottom] = area.pixels(width, height);
        for y in top..bottom {
            for x in left..right {
                picture.put_pixel(x, y, image::Rgb([0, 0, 0]));
            }
        }
    }
    let mut written = Vec::new();
    JpegEncoder::new_with_quality(&mut written, 75).encode_image(&picture).map_err(|_| Refusal::PhotoUnknown)?;
    Ok(written)
}

/// Reads a JPEG, PNG or WebP by its bytes, whatever its name says, and writes it anew.
///
/// # Errors
/// [`Refusal::PhotoTooLarge`], [`Refusal::PhotoPixels`], [`Refusal::PhotoUnknown`].
pub fn renew(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::PhotoTooLarge);
    }
    let format = image::guess_format(bytes).map_err(|_| Refusal::PhotoUnknown)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(Refusal::PhotoUnknown);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(2 * MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| match error {
        ImageError::Limits(_) => Refusal::PhotoPixels,
        _ => Refusal::PhotoUnknown,
    })?;
    // Its head says how large it is, before a byte of it is unpacked: two megabytes can hold a billion pixels.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_BYTES {
        return Err(Refusal::PhotoPixels);
    }
    let upright = decoder.orientation().map_err(|_| Refusal::PhotoUnknown)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| Refusal::PhotoUnknown)?;
    let mut small = picture.thumbnail(SIDE.min(picture.width()), SIDE.min(picture.height()));
    drop(picture);
    small.apply_orientation(upright);
    let small = small.into_rgb8();
    let mut written = Vec::new();
    JpegEncoder::new_with_quality(&mut written, 75).encode_image(&small).map_err(|_| Refusal::PhotoUnknown)?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        let plain = DynamicImage::ImageRgb8(image::RgbImage::from_pixel(2000, 500, image::Rgb([200, 30, 30])));
        plain.write_to(&mut Cursor::new(&mut bytes), format).expect("a picture");
        bytes
    }

    #[test]
    fn pictures_are_written_anew_and_small() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let renewed = renew(&picture(format)).expect("renewed");
            let read = image::load_from_memory_with_format(&renewed, ImageFormat::Jpeg).expect("a JPEG");
            assert_eq!((read.width(), read.height()), (1280, 320));
        }
    }

    #[test]
    fn what_is_blacked_out_is_black_and_the_rest_stays() {
        let kept = renew(&picture(ImageFormat::Png)).expect("a picture");
        let area = Area::between([50, 0, 100, 50]).expect("an area");
        let read = |jpeg: &[u8]| image::load_from_memory(jpeg).expect("a JPEG").into_rgb8();
        let (before, after) = (read(&kept), read(&cover(&kept, &[area]).expect("covered")));
        assert_eq!(before.dimensions(), after.dimensions());
        let dark = |x, y| after.get_pixel(x, y).0.iter().all(|one| *one < 16);
        assert!(dark(700, 10) && dark(1270, 150) && !dark(600, 10) && !dark(1270, 300));
    }

    #[test]
    fn what_the_camera_wrote_is_gone() {
        let mut jpeg = picture(ImageFormat::Jpeg);
        let secret = b"GPS 36.06N 103.83E";
        let length = (secret.len() + 8) as u16;
        let mut exif = vec![0xff, 0xe1];
        exif.extend(length.to_be_bytes());
        exif.extend(b"Exif\0\0");
        exif.extend(secret);
        jpeg.splice(2..2, exif);
        assert!(jpeg.windows(secret.len()).any(|part| part == secret));
        let renewed = renew(&jpeg).expect("renewed");
        assert!(!renewed.windows(6).any(|part| part == &secret[..6]));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(renew(b"<svg onload=alert(1)>"), Err(Refusal::PhotoUnknown));
        assert_eq!(renew(b"GIF89a\x01\x00\x01\x00"), Err(Refusal::PhotoUnknown));
        assert_eq!(renew(b"\x89PNG\r\n\x1a\nbroken"), Err(Refusal::PhotoUnknown));
        assert_eq!(renew(&vec![0xff; LARGEST + 1]), Err(Refusal::PhotoTooLarge));
    }

    /// A file of a few kilobytes that unpacks to gigabytes is refused by what its head says, at once and without the memory.
    #[test]
    fn d18_pixels_are_counted_before_anything_is_unpacked() {
        let plain = |width, height| {
            let mut bytes = Vec::new();
            let rows = image::GrayImage::new(width, height);
            DynamicImage::ImageLuma8(rows).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("a picture");
            bytes
        };
        let large = plain(16_000, 4_000);
        assert!(large.len() < 1_000_000, "{}", large.len());
        assert_eq!(renew(&large), Err(Refusal::PhotoPixels));
        // The head lies about the rest: 16,384 by 16,384 in sixteen bits of four channels.
        let mut lying = plain(8, 8);
        lying[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
        lying[24..26].copy_from_slice(&[16, 6]);
        let crc = crc(&lying[12..29]);
        lying[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(renew(&lying), Err(Refusal::PhotoPixels));
        // What a telephone makes is read.
        assert!(renew(&plain(8_160, 6_120)).is_ok());
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }
}
