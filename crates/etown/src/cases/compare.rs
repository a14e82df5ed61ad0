//! Comparing what came out with what was expected: every expected value must be there and equal. Texts that are decimals
//! compare as exact decimals, so that "2000" equals "2000.00000"; nothing is ever compared as a binary number.

use serde_json::Value;

/// A decimal of any length: sign, digits without leading zeros, and how many of them stand behind the point.
#[derive(Clone, Debug, PartialEq, Eq)]
struct AnyDecimal {
    units: i128,
    scale: u32,
}

/// Lists where the result differs from what is expected. Refuses an expectation that compares nothing.
pub(super) fn differences(
    expected: &Value,
    result: &Value,
    tolerance: Option<&str>,
) -> Result<Vec<String>, String> {
    let tolerance = match tolerance {
        None => None,
        Some(text) => {
            let read = decimal(text).filter(|read| read.units >= 0);
            Some(read.ok_or_else(|| format!("the tolerance '{text}' is not a decimal of zero or more"))?)
        }
    };
    if counts(expected) == 0 {
        return Err("nothing is expected: leave 'expected' out to see the result".to_owned());
    }
    let mut found = Vec::new();
    compare("", expected, result, tolerance.as_ref(), &mut found);
    Ok(found)
}

/// Counts the single values of an expectation.
fn counts(value: &Value) -> usize {
    match value {
        // An empty list is a statement: there is none of these.
        Value::Array(list) => list.iter().map(counts).sum::<usize>().max(usize::from(list.is_empty())),
        Value::Object(object) => object.values().map(counts).sum(),
        _ => 1,
    }
}

fn compare(
    path: &str,
    expected: &Value,
    result: &Value,
    tolerance: Option<&AnyDecimal>,
    found: &mut Vec<String>,
) {
    match (expected, result) {
        (Value::Object(expected), Value::Object(result)) => {
            for (key, value) in expected {
                let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match result.get(key) {
                    Some(computed) => compare(&inner, value, computed, tolerance, found),
                    None => {
                        found.push(format!("{inner}: expected {value}, but the rule computes no such value"));
                    }
                }
            }
        }
        (Value::Array(expected), Value::Array(result)) if expected.len() == result.len() => {
            for (index, (value, computed)) in expected.iter().zip(result).enumerate() {
                compare(&format!("{path}[{index}]"), value, computed, tolerance, found);
            }
        }
        _ if is_equal(expected, result, tolerance) => {}
        _ => {
            let place = if path.is_empty() { "result" } else { path };
            found.push(format!("{place}: expected {expected}, got {result}"));
        }
    }
}

fn is_equal(expected: &Value, result: &Value, tolerance: Option<&AnyDecimal>) -> bool {
    match (as_decimal(expected), as_decimal(result)) {
        (Some(one), Some(other)) => is_within(&one, &other, tolerance),
        _ => expected == result,
    }
}

fn as_decimal(value: &Value) -> Option<AnyDecimal> {
    match value {
        Value::String(text) => decimal(text),
        Value::Number(number) => decimal(&number.to_string()),
        _ => None,
    }
}

/// Reads decimal text, with an exponent where a JSON writer put one.
fn decimal(text: &str) -> Option<AnyDecimal> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let magnitude = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let units: i128 = format!("{sign}{whole}{fraction}").parse().ok()?;
    let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
    match u32::try_from(scale) {
        Ok(scale) => Some(AnyDecimal { units, scale }),
        Err(_negative) => {
            let factor = 10_i128.checked_pow(scale.unsigned_abs())?;
            Some(AnyDecimal { units: units.checked_mul(factor)?, scale: 0 })
        }
    }
}

fn is_within(one: &AnyDecimal, other: &AnyDecimal, tolerance: Option<&AnyDecimal>) -> bool {
    let allowed = tolerance.cloned().unwrap_or(AnyDecimal { units: 0, scale: 0 });
    let scale = one.scale.max(other.scale).max(allowed.scale);
    let at = |decimal: &AnyDecimal| {
        decimal.units.checked_mul(10_i128.checked_pow(scale.checked_sub(decimal.scale)?)?)
    };
    match (at(one), at(other), at(&allowed)) {
        (Some(one), Some(other), Some(allowed)) => one
            .checked_sub(other)
            .is_some_and(|difference| difference.unsigned_abs() <= allowed.unsigned_abs()),
        // Too long to be brought to one scale: only the same number in the same form is equal then.
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn decimals_compare_by_value_and_not_by_spelling() {
        let result = json!({"a": "2000.00000", "b": ["0.5", 7], "c": "OK", "more": true});
        let expected = json!({"a": "2000", "b": ["0.50", "7"], "c": "OK"});
        assert_eq!(differences(&expected, &result, None), Ok(vec![]));
    }

    #[test]
    fn the_smallest_difference_is_a_difference() {
        let found = differences(&json!({"a": "0.00001"}), &json!({"a": "0.00002"}), None).unwrap();
        assert_eq!(found, [r#"a: expected "0.00001", got "0.00002""#]);
    }

    #[test]
    fn a_tolerance_is_exact_at_its_edge() {
        let within = |other: &str| differences(&json!("10"), &json!(other), Some("0.01")).unwrap().is_empty();
        assert!(within("10.01") && within("9.99"));
        assert!(!within("10.010000001"));
        assert_eq!(differences(&json!("1"), &json!("1.000000001"), Some("1e-9")), Ok(vec![]));
        assert!(differences(&json!("1"), &json!("1"), Some("-1")).is_err());
    }

    #[test]
    fn a_value_that_is_expected_but_not_computed_is_a_difference() {
        let found = differences(&json!({"x": {"y": 1}}), &json!({"x": {}}), None).unwrap();
        assert_eq!(found.len(), 1);
        let found = differences(&json!(["1", "2"]), &json!(["1"]), None).unwrap();
        assert_eq!(found, [r#"result: expected ["1","2"], got ["1"]"#]);
    }

    #[test]
    fn an_expectation_that_compares_nothing_is_refused() {
        assert!(differences(&json!({}), &json!({"a": 1}), None).is_err());
        assert_eq!(differences(&json!({"a": []}), &json!({"a": []}), None), Ok(vec![]));
    }

    #[test]
    fn texts_that_only_look_like_numbers_are_texts() {
        assert_eq!(decimal("2026-01-01"), None);
        assert_eq!(decimal("1."), None);
        assert_eq!(decimal(""), None);
        assert_eq!(decimal("12e2"), Some(AnyDecimal { units: 1_200, scale: 0 }));
    }
}
