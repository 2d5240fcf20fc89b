//! Standard output, or a file that appears when all of it is written.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Stdout, Write},
    path::{Path, PathBuf},
    sync::Mutex,
};

use tempfile::{NamedTempFile, TempPath};

use crate::input::reason;

/// Where bytes go.
pub enum Destination {
    Stdout(BufWriter<Stdout>),
    /// A pipe or a device: there is nothing to be renamed.
    Device(BufWriter<File>),
    /// Written beside its place, then renamed.
    File {
        out: BufWriter<File>,
        unfinished: TempPath,
        path: PathBuf,
    },
}

/// The files that are being written, for whoever is interrupted.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes what is half written.
pub fn remove_unfinished() {
    let paths = UNFINISHED.lock().map(|mut paths| std::mem::take(&mut *paths));
    for path in paths.unwrap_or_default() {
        // Whatever cannot be removed now stays; there is nobody left to tell.
        let _ = fs::remove_file(path);
    }
}

impl Destination {
    /// Standard output where no path is given.
    pub fn open(path: Option<&Path>) -> io::Result<Destination> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Destination::Stdout(BufWriter::with_capacity(1 << 16, io::stdout())));
        };
        Destination::file(path).map_err(|error| at(path, &error))
    }

    fn file(path: &Path) -> io::Result<Destination> {
        // Through a link to what it names: the link stays.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => {
                return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder; name a file in it"));
            }
            Ok(meta) if !meta.is_file() => {
                let device = fs::OpenOptions::new().write(true).open(&path)?;
                return Ok(Destination::Device(BufWriter::new(device)));
            }
            _ => {}
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (out, unfinished) = beside(folder)?.into_parts();
        if let Ok(mut paths) = UNFINISHED.lock() {
            paths.push(unfinished.to_path_buf());
        }
        Ok(Destination::File { out: BufWriter::with_capacity(1 << 16, out), unfinished, path })
    }

    /// Makes the file appear under its name.
    pub fn commit(mut self) -> io::Result<()> {
        self.flush()?;
        if let Destination::File { out, unfinished, path } = self {
            // A full disk may show itself only here.
            out.get_ref().sync_all()?;
            drop(out);
            let known = unfinished.to_path_buf();
            unfinished.persist(path).map_err(|error| error.error)?;
            if let Ok(mut paths) = UNFINISHED.lock() {
                paths.retain(|path| *path != known);
            }
        }
        Ok(())
    }
}

/// The error with the path that it is about.
pub fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {}", path.display(), reason(error)))
}

/// A new file with the rights that any new file has.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".onrecord-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Destination::Stdout(out) => out.write(bytes),
            Destination::Device(out) | Destination::File { out, .. } => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Destination::Stdout(out) => out.flush(),
            Destination::Device(out) | Destination::File { out, .. } => out.flush(),
        }
    }
}
