//! Properties of the exact numbers, judged from outside by arbitrary-precision integers and ratios.

use etown_values::{
    ArithmeticError, Decimal, ExactSum, QuantityAmount, Ratio, Rounding, SplitError, UnitPrice,
    multiply_divide, split_by_largest_remainder,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

const ROUNDINGS: [Rounding; 6] = [
    Rounding::HalfAwayFromZero,
    Rounding::HalfEven,
    Rounding::Down,
    Rounding::Up,
    Rounding::Floor,
    Rounding::Ceiling,
];

fn any_rounding() -> impl Strategy<Value = Rounding> {
    prop::sample::select(&ROUNDINGS[..])
}

/// Small, middling, huge and extreme integers, so that halves, ties and overflow all occur.
fn any_integer() -> impl Strategy<Value = i128> {
    prop_oneof![
        -20_i128..=20,
        -1_000_000_i128..=1_000_000,
        any::<i64>().prop_map(i128::from),
        any::<i128>(),
        prop::sample::select(&[i128::MIN, i128::MIN + 1, i128::MAX - 1, i128::MAX, 0, 1, -1][..]),
    ]
}

/// Rounds an exact ratio by the textbook meaning of each rounding.
fn judge(exact: &BigRational, rounding: Rounding) -> BigInt {
    let half = BigRational::new(1.into(), 2.into());
    let is_negative = exact < &BigRational::from_integer(0.into());
    let towards_even = |exact: &BigRational| {
        let floor = exact.floor();
        let distance = exact - &floor;
        let is_floor_even = (floor.to_integer() % BigInt::from(2)) == BigInt::from(0);
        if distance < half || (distance == half && is_floor_even) { floor } else { exact.ceil() }
    };
    let rounded = match rounding {
        Rounding::Down => exact.trunc(),
        Rounding::Up if is_negative => exact.floor(),
        Rounding::Up | Rounding::Ceiling => exact.ceil(),
        Rounding::Floor => exact.floor(),
        Rounding::HalfAwayFromZero if is_negative => (exact - &half).ceil(),
        Rounding::HalfAwayFromZero => (exact + &half).floor(),
        Rounding::HalfEven => towards_even(exact),
    };
    rounded.to_integer()
}

fn judged(numerator: BigInt, divisor: i128, rounding: Rounding) -> Result<i128, ArithmeticError> {
    if divisor == 0 {
        return Err(ArithmeticError::DivisionByZero);
    }
    let exact = BigRational::new(numerator, divisor.into());
    i128::try_from(judge(&exact, rounding)).ok().ok_or(ArithmeticError::Overflow)
}

fn big(ratio: Ratio) -> BigRational {
    BigRational::new(ratio.numerator().into(), ratio.denominator().into())
}

/// Tells whether the outside result is the given one, or does not fit and was refused.
fn agrees(expected: &BigRational, found: Result<Ratio, ArithmeticError>) -> bool {
    let fits = i128::try_from(expected.numer()).is_ok() && i128::try_from(expected.denom()).is_ok();
    match found {
        Ok(found) => {
            fits && big(found) == *expected && BigInt::from(found.denominator()) == *expected.denom()
        }
        Err(error) => !fits && error == ArithmeticError::Overflow,
    }
}

fn any_ratio() -> impl Strategy<Value = Ratio> {
    (any_integer(), any_integer()).prop_filter_map("a ratio that fits", |(numerator, denominator)| {
        Ratio::new(numerator, denominator).ok()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_product_divided_is_the_exact_quotient_rounded_once(
        a in any_integer(), b in any_integer(), divisor in any_integer(), rounding in any_rounding(),
    ) {
        let expected = judged(BigInt::from(a) * BigInt::from(b), divisor, rounding);
        prop_assert_eq!(multiply_divide(a, b, divisor, rounding), expected);
    }

    #[test]
    fn a_sum_of_products_is_exact_and_rounded_once(
        products in prop::collection::vec(prop::collection::vec(any::<i64>().prop_map(i128::from), 1..=3), 0..8),
        single in any_integer(), divisor in any_integer(), rounding in any_rounding(),
    ) {
        let mut sum = ExactSum::new();
        let mut expected = BigInt::from(single);
        sum.add(single).unwrap();
        for factors in &products {
            sum.add_product(factors).unwrap();
            expected += factors.iter().map(|factor| BigInt::from(*factor)).product::<BigInt>();
        }
        prop_assert_eq!(sum.is_zero(), expected == BigInt::from(0));
        prop_assert_eq!(sum.divide(divisor, rounding), judged(expected, divisor, rounding));
    }

    #[test]
    fn split_parts_sum_to_the_whole_and_differ_from_their_share_by_less_than_one(
        total in any_integer(),
        weights in prop::collection::vec(prop_oneof![0_i128..10, 0..=i128::MAX], 1..12),
    ) {
        let weight_sum: BigInt = weights.iter().map(|weight| BigInt::from(*weight)).sum();
        let parts = match split_by_largest_remainder(total, &weights) {
            Ok(parts) => parts,
            Err(refusal) => {
                prop_assert_eq!(refusal, SplitError::ZeroWeightSum);
                prop_assert_eq!(weight_sum, BigInt::from(0));
                return Ok(());
            }
        };
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(parts.iter().map(|part| BigInt::from(*part)).sum::<BigInt>(), BigInt::from(total));
        for (part, weight) in parts.iter().zip(&weights) {
            let difference = BigInt::from(*part) * &weight_sum - BigInt::from(total) * BigInt::from(*weight);
            prop_assert!(BigInt::from(difference.magnitude().clone()) < weight_sum);
        }
    }

    #[test]
    fn equal_weights_give_the_left_over_units_to_the_earlier_parts(total in any_integer(), count in 1_usize..20) {
        let parts = split_by_largest_remainder(total, &vec![7; count]).unwrap();
        let magnitudes: Vec<u128> = parts.iter().map(|part| part.unsigned_abs()).collect();
        prop_assert!(magnitudes.is_sorted_by(|earlier, later| earlier >= later));
        prop_assert!(magnitudes[0] - magnitudes[count - 1] <= 1);
    }

    #[test]
    fn ratios_compute_as_arbitrary_precision_ratios_do(left in any_ratio(), right in any_ratio()) {
        prop_assert!(agrees(&(big(left) + big(right)), left.checked_add(right)));
        prop_assert!(agrees(&(big(left) - big(right)), left.checked_sub(right)));
        prop_assert!(agrees(&(big(left) * big(right)), left.checked_mul(right)));
        if right.is_zero() {
            prop_assert_eq!(left.checked_div(right), Err(ArithmeticError::DivisionByZero));
        } else {
            prop_assert!(agrees(&(big(left) / big(right)), left.checked_div(right)));
        }
        prop_assert_eq!(left.cmp(&right), big(left).cmp(&big(right)));
        prop_assert_eq!(left == right, big(left) == big(right));
    }

    #[test]
    fn a_ratio_applied_to_an_amount_is_rounded_once(
        ratio in any_ratio(), amount in any_integer(), rounding in any_rounding(),
    ) {
        let exact = big(ratio) * BigRational::from_integer(amount.into());
        let expected = i128::try_from(judge(&exact, rounding)).ok().ok_or(ArithmeticError::Overflow);
        prop_assert_eq!(ratio.apply(amount, rounding), expected);
    }

    #[test]
    fn a_ratio_reads_back_from_its_text(ratio in any_ratio()) {
        prop_assert_eq!(ratio.to_string().parse(), Ok(ratio));
        let json = serde_json::to_string(&ratio).unwrap();
        prop_assert_eq!(serde_json::from_str::<Ratio>(&json).unwrap(), ratio);
    }

    #[test]
    fn a_decimal_reads_back_from_its_text(units in any_integer()) {
        let (quantity, whole, finest) =
            (QuantityAmount::from_units(units), Decimal::<0>::from_units(units), Decimal::<38>::from_units(units));
        prop_assert_eq!(quantity.to_string().parse(), Ok(quantity));
        prop_assert_eq!(whole.to_string().parse(), Ok(whole));
        prop_assert_eq!(finest.to_string().parse(), Ok(finest));
        let json = serde_json::to_string(&quantity).unwrap();
        prop_assert_eq!(serde_json::from_str::<QuantityAmount>(&json).unwrap(), quantity);
    }

    #[test]
    fn any_text_that_reads_as_a_decimal_is_that_number(text in "-?[0-9]{0,12}(\\.[0-9]{0,6})?") {
        let Ok(price) = text.parse::<UnitPrice>() else { return Ok(()) };
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let exact = format!("{whole}{fraction}{}", "0".repeat(4 - fraction.len()));
        prop_assert_eq!(BigInt::from(price.units()), exact.parse::<BigInt>().unwrap());
    }

    #[test]
    fn an_exact_rate_equals_its_decimal(units in any::<i64>()) {
        let price = UnitPrice::from_units(units.into());
        let ratio = Ratio::parse_decimal(&price.to_string()).unwrap();
        prop_assert_eq!(ratio, Ratio::new(units.into(), 10_000).unwrap());
        prop_assert_eq!(ratio.to_decimal::<4>(Rounding::Down), Ok(price));
    }

    #[test]
    fn a_change_of_scale_is_exact_or_rounded_once(units in any_integer(), rounding in any_rounding()) {
        let price = UnitPrice::from_units(units);
        let narrower = price.rescale::<2>(rounding).map(Decimal::units);
        prop_assert_eq!(narrower, judged(units.into(), 100, rounding));
        if let Ok(wider) = price.rescale::<9>(rounding) {
            prop_assert_eq!(wider.rescale::<4>(rounding), Ok(price));
        }
    }
}
