//! The address block of a letter (BC field *Contact Mail Address*; Codeunit *Format Address*).

/// What an address is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Address<'a> {
    /// The company's name, or the person's who belongs to none.
    pub name: &'a str,
    /// Its second line.
    pub name_2: &'a str,
    /// The person at the company.
    pub contact: &'a str,
    /// Street.
    pub address: &'a str,
    /// Its second line.
    pub address_2: &'a str,
    /// Post code.
    pub post_code: &'a str,
    /// City.
    pub city: &'a str,
    /// County.
    pub county: &'a str,
    /// The country's name.
    pub country: &'a str,
}

/// How a country writes addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressFormat {
    /// Post code and city.
    pub city: CityLine,
    /// Where the person stands.
    pub contact: ContactLine,
}

/// How post code and city stand in their line (BC table 9, *Address Format*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CityLine {
    /// `10115 Berlin`
    PostCodeCity,
    /// `London, N16 34Z`
    CityPostCode,
    /// `Springfield, IL 62701`; there is no line with the county then.
    CityCountyPostCode,
}

/// Where the person at a company stands (BC table 9, *Contact Address Format*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactLine {
    /// On top.
    First,
    /// Behind the names of the company.
    AfterCompanyName,
    /// At the bottom.
    Last,
}

impl AddressFormat {
    /// That of an address without country: what the country's own setup begins with in BC.
    pub const LOCAL: Self = Self {
        city: CityLine::PostCodeCity,
        contact: ContactLine::AfterCompanyName,
    };

    /// The lines of an address with line breaks between them; blank ones are left out.
    pub fn block(self, address: &Address<'_>) -> String {
        let a = address;
        let city = self.city_line(a);
        let county = match self.city {
            CityLine::CityCountyPostCode => "",
            _ => a.county,
        };
        let place = match self.contact {
            ContactLine::First => 0,
            ContactLine::AfterCompanyName => 2,
            ContactLine::Last => 7,
        };
        let mut lines = vec![
            a.name,
            a.name_2,
            a.address,
            a.address_2,
            &city,
            county,
            a.country,
        ];
        lines.insert(place, a.contact);
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }

    fn city_line(self, a: &Address<'_>) -> String {
        let joined = |parts: &[&str], between: &str| {
            let filled: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
            filled.join(between)
        };
        match self.city {
            CityLine::PostCodeCity => joined(&[a.post_code, a.city], " "),
            CityLine::CityPostCode => joined(&[a.city, a.post_code], ", "),
            CityLine::CityCountyPostCode => {
                joined(&[a.city, &joined(&[a.county, a.post_code], " ")], ", ")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_in_the_order_of_the_country() {
        let address = Address {
            name: "Cronus",
            contact: "Anna Berg",
            address: "Weg 1",
            post_code: "10115",
            city: "Berlin",
            county: "BE",
            country: "Germany",
            ..Address::default()
        };
        for (city, contact, expected) in [
            (
                CityLine::PostCodeCity,
                ContactLine::AfterCompanyName,
                "Cronus\nAnna Berg\nWeg 1\n10115 Berlin\nBE\nGermany",
            ),
            (
                CityLine::CityPostCode,
                ContactLine::First,
                "Anna Berg\nCronus\nWeg 1\nBerlin, 10115\nBE\nGermany",
            ),
            (
                CityLine::CityCountyPostCode,
                ContactLine::Last,
                "Cronus\nWeg 1\nBerlin, BE 10115\nGermany\nAnna Berg",
            ),
        ] {
            assert_eq!(AddressFormat { city, contact }.block(&address), expected);
        }
        // Blank parts leave neither lines nor marks.
        let sparse = Address {
            name: "Anna Berg",
            city: "Berlin",
            ..Address::default()
        };
        for city in [
            CityLine::PostCodeCity,
            CityLine::CityPostCode,
            CityLine::CityCountyPostCode,
        ] {
            let format = AddressFormat {
                city,
                ..AddressFormat::LOCAL
            };
            assert_eq!(format.block(&sparse), "Anna Berg\nBerlin");
        }
    }
}
