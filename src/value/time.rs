//! A time of day in whole seconds.

use std::fmt;

/// Seconds since midnight, 0 to 86399.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(u32);

/// Seconds of a day.
pub const SECONDS_PER_DAY: u32 = 86_400;

impl Time {
    /// From seconds since midnight; none from 86400 on.
    pub fn from_seconds(seconds: u32) -> Option<Self> {
        (seconds < SECONDS_PER_DAY).then_some(Self(seconds))
    }

    /// From hours, minutes and seconds; none when there is no such time.
    pub fn from_hms(hours: u32, minutes: u32, seconds: u32) -> Option<Self> {
        (hours < 24 && minutes < 60 && seconds < 60)
            .then(|| Self(hours * 3600 + minutes * 60 + seconds))
    }

    /// From the fraction of a day that a time cell holds; a whole day or more is no time.
    pub fn from_fraction(fraction: f64) -> Option<Self> {
        if !(0.0..1.0).contains(&fraction) {
            return None;
        }
        Self::from_seconds((fraction * f64::from(SECONDS_PER_DAY)).round() as u32)
    }

    /// Reads `hh:mm` or `hh:mm:ss`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(':').map(|part| {
            let digits = !part.is_empty() && part.len() <= 2;
            (digits && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
        });
        let hours = parts.next()??;
        let minutes = parts.next()??;
        let seconds = parts.next().unwrap_or(Some(0))?;
        if parts.next().is_some() {
            return None;
        }
        Self::from_hms(hours, minutes, seconds)
    }

    /// Seconds since midnight.
    pub fn seconds(self) -> u32 {
        self.0
    }

    /// The fraction of a day that a time cell holds.
    pub fn fraction(self) -> f64 {
        f64::from(self.0) / f64::from(SECONDS_PER_DAY)
    }
}

impl fmt::Display for Time {
    /// `hh:mm:ss`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}:{:02}:{:02}",
            self.0 / 3600,
            self.0 / 60 % 60,
            self.0 % 60
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_shown() {
        for (text, expected) in [
            ("9:05", Some("09:05:00")),
            ("23:59:59", Some("23:59:59")),
            ("24:00", None),
            ("12:60", None),
            ("12", None),
            ("1:2:3:4", None),
            ("+1:00", None),
            ("", None),
        ] {
            assert_eq!(
                Time::parse(text).map(|time| time.to_string()).as_deref(),
                expected
            );
        }
    }

    #[test]
    fn a_time_cell_is_a_fraction_of_a_day() {
        assert_eq!(Time::from_fraction(0.5).map(Time::seconds), Some(43_200));
        assert_eq!(Time::from_fraction(1.0), None);
        assert_eq!(Time::from_fraction(0.999_999_999), None);
        let noon = Time::from_hms(12, 34, 56).expect("a time");
        assert_eq!(Time::from_fraction(noon.fraction()), Some(noon));
    }
}
