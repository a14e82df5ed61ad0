//! Fonts with Chinese characters: where they are found, and how wide their characters are.
//!
//! Fonts are not part of the program (each is 20 MB); they are found where Debian installs them, or named.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::FileRef;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use thiserror::Error;

const FOLDERS: [&str; 2] = ["/usr/share/fonts", "/usr/local/share/fonts"];
/// Folders of fonts are not nested deeper.
const DEPTH_MAX: usize = 5;
/// File names of regular and bold weight, the preferred first.
const KNOWN: [(&str, &str); 5] = [
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"),
    ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"),
    ("SourceHanSansSC-Regular.otf", "SourceHanSansSC-Bold.otf"),
    ("SourceHanSansCN-Regular.otf", "SourceHanSansCN-Bold.otf"),
];
/// Characters that a usable font has.
const NEEDED: &str = "核销账册料件0123456789.%-";
/// Stands for a character that the font does not have.
const SUBSTITUTE: char = '□';

/// Why there is no font to write with.
#[derive(Debug, Error)]
pub enum FontFault {
    #[error(
        "no font with Chinese characters was found; install the package fonts-noto-cjk, or name a font file"
    )]
    NotFound,
    #[error("reading the font {path}: {source}")]
    Unreadable { path: String, source: std::io::Error },
    #[error("{path} is no font with Chinese characters; name one such as NotoSansCJK-Regular.ttc")]
    Unusable { path: String },
}

/// A regular and a bold font, loaded once and shared.
#[derive(Clone)]
pub struct Fonts {
    pub(super) regular: Face,
    pub(super) bold: Face,
}

impl Fonts {
    /// Finds fonts where systems keep them.
    pub fn find() -> Result<Self, FontFault> {
        let home = std::env::var_os("HOME").map(PathBuf::from);
        let own = home.iter().flat_map(|home| [home.join(".local/share/fonts"), home.join(".fonts")]);
        let folders: Vec<PathBuf> = FOLDERS.iter().map(PathBuf::from).chain(own).collect();
        Self::find_in(&folders)
    }

    /// Finds fonts in these folders and below.
    pub fn find_in(folders: &[PathBuf]) -> Result<Self, FontFault> {
        let mut files = Vec::new();
        for folder in folders {
            collect(folder, DEPTH_MAX, &mut files);
        }
        files.sort();
        let file = |name: &str| files.iter().find(|path| path.file_name().is_some_and(|own| own == name));
        for (regular, bold) in KNOWN {
            if let Some(regular) = file(regular) {
                return Self::from_files(regular, file(bold).map(PathBuf::as_path));
            }
        }
        Err(FontFault::NotFound)
    }

    /// Takes named files; without a bold one everything is of one weight.
    pub fn from_files(regular: &Path, bold: Option<&Path>) -> Result<Self, FontFault> {
        let regular = Face::load(regular)?;
        let bold = bold.map(Face::load).transpose()?.unwrap_or_else(|| regular.clone());
        Ok(Self { regular, bold })
    }
}

/// What cannot be read is no place for a font.
fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            if depth > 0 {
                collect(&path, depth - 1, files);
            }
        } else {
            files.push(path);
        }
    }
}

/// One font.
#[derive(Clone)]
pub(super) struct Face {
    font: Font,
    data: Arc<Vec<u8>>,
    index: u32,
    units_per_em: f32,
    /// Glyphs of ASCII, which figures are made of.
    common: Arc<[(GlyphId, f32)]>,
    others: Arc<Mutex<HashMap<char, (GlyphId, f32)>>>,
}

impl Face {
    fn load(path: &Path) -> Result<Self, FontFault> {
        let shown = || path.display().to_string();
        let data = fs::read(path).map_err(|source| FontFault::Unreadable { path: shown(), source })?;
        let data = Arc::new(data);
        let unusable = || FontFault::Unusable { path: shown() };
        let index = chinese_index(&data).ok_or_else(unusable)?;
        let font = Font::new(Arc::clone(&data).into(), index).ok_or_else(unusable)?;
        let units_per_em = font.units_per_em();
        let mut face =
            Self { font, data, index, units_per_em, common: Arc::from([]), others: Arc::default() };
        face.common = (0_u8..128).map(|byte| face.look_up(char::from(byte))).collect();
        // A damaged file is met here and not on the third page.
        if NEEDED.chars().all(|character| face.has(character)) { Ok(face) } else { Err(unusable()) }
    }

    fn reference(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }

    fn has(&self, character: char) -> bool {
        self.reference().is_some_and(|font| font.charmap().map(character).is_some())
    }

    pub(super) fn font(&self) -> Font {
        self.font.clone()
    }

    /// The glyph of a character and its width, where one em is 1.
    fn glyph(&self, character: char) -> (GlyphId, f32) {
        let common = usize::try_from(u32::from(character)).ok().and_then(|place| self.common.get(place));
        if let Some(glyph) = common {
            return *glyph;
        }
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        *others.entry(character).or_insert_with(|| self.look_up(character))
    }

    fn look_up(&self, character: char) -> (GlyphId, f32) {
        let Some(font) = self.reference() else { return (GlyphId::new(0), 1.0) };
        let mapped = font.charmap().map(character).or_else(|| font.charmap().map(SUBSTITUTE));
        let glyph = mapped.unwrap_or_default();
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let advance = metrics.advance_width(glyph).unwrap_or(self.units_per_em);
        (GlyphId::new(glyph.to_u32()), advance / self.units_per_em)
    }

    /// The width of a text, where one em is 1.
    pub(super) fn width(&self, text: &str) -> f32 {
        text.chars().map(|character| self.glyph(character).1).sum()
    }

    pub(super) fn character_width(&self, character: char) -> f32 {
        self.glyph(character).1
    }

    pub(super) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        text.char_indices()
            .map(|(at, character)| {
                let (glyph, advance) = self.glyph(character);
                let range = at..at + character.len_utf8();
                KrillaGlyph::new(glyph, advance, 0.0, 0.0, 0.0, range, None)
            })
            .collect()
    }
}

/// Which font of the file is for simplified Chinese.
fn chinese_index(data: &[u8]) -> Option<u32> {
    let fonts: Vec<FontRef<'_>> = match FileRef::new(data).ok()? {
        FileRef::Font(font) => vec![font],
        FileRef::Collection(collection) => collection.iter().flatten().collect(),
    };
    let is_simplified = |font: &FontRef<'_>| {
        font.localized_strings(StringId::FAMILY_NAME).any(|name| {
            let name: String = name.chars().collect();
            (name.ends_with(" SC") || name.ends_with(" CN")) && !name.contains("Mono")
        })
    };
    let index = fonts.iter().position(is_simplified).unwrap_or_default();
    u32::try_from(index).ok().filter(|_| !fonts.is_empty())
}
