//! Photos of the board: what was sent is read as a picture, turned upright, made small and written anew as JPEG, so that
//! nothing of the camera (place, time, owner) stays in it.

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder};
use rules::Refusal;
use std::io::Cursor;

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 10 * 1024 * 1024;
/// The longest side that is kept, in pixels.
const SIDE: u32 = 1280;
/// The longest side that is read.
const MOST_SIDE: u32 = 16_384;

/// Reads a JPEG, PNG or WebP by its bytes, whatever its name says, and writes it anew.
///
/// # Errors
/// [`Refusal::PhotoTooLarge`], [`Refusal::PhotoUnknown`].
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
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Refusal::PhotoUnknown)?;
    let upright = decoder.orientation().map_err(|_| Refusal::PhotoUnknown)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Refusal::PhotoUnknown)?;
    picture.apply_orientation(upright);
    let small = picture.thumbnail(SIDE.min(picture.width()), SIDE.min(picture.height())).into_rgb8();
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
}
