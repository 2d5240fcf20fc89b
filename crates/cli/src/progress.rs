//! A bar on standard error for long work: files, speed, time left.

use std::{
    io::{IsTerminal, stderr, stdout},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What has been done so far, and perhaps a bar that shows it.
#[derive(Default)]
pub struct Progress {
    /// Bytes taken from the inputs.
    pub bytes: AtomicU64,
    pub documents: AtomicU64,
    ended: AtomicBool,
    /// Made when the work turns out to be long.
    bar: Mutex<Option<ProgressBar>>,
}

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(1500);

impl Progress {
    /// Watched by a thread where somebody looks: at a terminal, while the results go elsewhere.
    pub fn start(total: Option<u64>, to_file: bool) -> Arc<Progress> {
        let progress = Arc::new(Progress::default());
        if stderr().is_terminal() && (to_file || !stdout().is_terminal()) {
            let watched = Arc::clone(&progress);
            thread::spawn(move || watched.watch(total));
        }
        progress
    }

    fn watch(&self, total: Option<u64>) {
        let begin = Instant::now();
        while !self.ended.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(100));
            if begin.elapsed() < PATIENCE {
                continue;
            }
            let Ok(mut bar) = self.bar.lock() else { return };
            if self.ended.load(Ordering::Relaxed) {
                return;
            }
            let bar = bar.get_or_insert_with(|| bar_for(total).with_elapsed(begin.elapsed()));
            bar.set_message(format!("{} articles", self.documents.load(Ordering::Relaxed)));
            bar.set_position(self.bytes.load(Ordering::Relaxed));
        }
    }

    /// Takes the bar away while something else is written to standard error.
    pub fn aside(&self, write: impl FnOnce()) {
        match self.bar.lock().ok().as_deref() {
            Some(Some(bar)) => bar.suspend(write),
            _ => write(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
        if let Ok(mut bar) = self.bar.lock()
            && let Some(bar) = bar.take()
        {
            bar.finish_and_clear();
        }
    }
}

fn bar_for(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => {
            (ProgressBar::new(total), "{bar:30} {msg}, {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left")
        }
        None => (ProgressBar::new_spinner(), "{spinner} {msg}, {bytes}, {bytes_per_sec}"),
    };
    bar.set_draw_target(ProgressDrawTarget::stderr());
    // The template is a constant of this file; a fault in it would only cost the looks.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
