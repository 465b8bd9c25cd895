//! Yes or no, as the columns of both engines hold it.

/// A column that is 0 or 1; read where a `bool` is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flag(bool);

/// A column of yes or no that holds something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} is neither 0 nor 1")]
pub struct NeitherNor(i64);

impl TryFrom<i64> for Flag {
    type Error = NeitherNor;

    fn try_from(stored: i64) -> Result<Self, NeitherNor> {
        match stored {
            0 => Ok(Self(false)),
            1 => Ok(Self(true)),
            other => Err(NeitherNor(other)),
        }
    }
}

impl From<bool> for Flag {
    fn from(yes: bool) -> Self {
        Self(yes)
    }
}

impl std::ops::Deref for Flag {
    type Target = bool;

    fn deref(&self) -> &bool {
        &self.0
    }
}

impl Flag {
    /// As it is stored.
    #[must_use]
    pub fn stored(self) -> i64 {
        i64::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Flag;

    #[test]
    fn a_flag_is_nought_or_one() {
        for yes in [false, true] {
            let flag = Flag::from(yes);
            assert_eq!(Flag::try_from(flag.stored()), Ok(flag));
            assert_eq!(*flag, yes);
        }
        assert!(Flag::try_from(2).is_err());
    }
}
