"""Vector operations for paths in compiled code, on what stands at an address.

64 paths share a word, and `BLOCK` words are worked on at a time. Operations are written down as vectors, and not left
to be found by the compiler in loops over arrays that might overlap: a block of 32 words is four registers where they
are widest, and eight or sixteen elsewhere.
"""

from collections.abc import Callable
from functools import reduce
from typing import Any, Final

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

BLOCK: Final = 32
"""Words worked on at a time: 2,048 paths."""
BYTES: Final = 8 * BLOCK
"""Bytes of a block."""
AT_ONCE: Final = 16
"""Values compared by one instruction, where registers are widest."""
REGISTERS: Final = 4
"""Registers of values compared together where so many are left."""
AHEAD: Final = 4096
"""Bytes by which memory is asked for values before they are compared."""
_WORDS = ir.VectorType(ir.IntType(64), BLOCK)


def _load(builder: Any, address: Any, kind: Any, align: int = 8) -> Any:
    return builder.load(builder.inttoptr(address, kind.as_pointer()), align=align)


def _splat(builder: Any, value: Any, count: int) -> Any:
    vector = ir.VectorType(value.type, count)
    one = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
    places = ir.Constant(ir.VectorType(ir.IntType(32), count), [0] * count)
    return builder.shuffle_vector(one, ir.Constant(vector, ir.Undefined), places)


def _reaching(kind: Any, size: int, registers: int) -> Any:
    """Compare neighbouring values, read once, with all limits: 16 bits of each register to an address of each limit.

    Gives a number that is not zero where a value is missing.
    """

    def declare(_context: Any, _out: Any, _apart: Any, _values: Any, limits: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            out, apart, values, given = arguments
            vector, number = ir.VectorType(kind, AT_ONCE), values.type
            _prefetch(builder, values, registers * AT_ONCE * size)
            found = [
                _load(builder, builder.add(values, ir.Constant(number, n * AT_ONCE * size)), vector, size)
                for n in range(registers)
            ]
            for which in range(len(limits)):
                limit = builder.extract_value(given, which)
                narrow = limit if kind == ir.DoubleType() else builder.fptrunc(limit, kind)
                every = _splat(builder, narrow, AT_ONCE)
                for n, value in enumerate(found):
                    bits = builder.bitcast(builder.fcmp_ordered(">=", value, every), ir.IntType(AT_ONCE))
                    where = builder.add(out, ir.Constant(number, n * AT_ONCE // 8))
                    builder.store(bits, builder.inttoptr(where, bits.type.as_pointer()), align=2)
                out = builder.add(out, apart)
            pairs = zip(found[::2], found[1::2] or found, strict=True)
            gaps = reduce(builder.or_, [builder.fcmp_unordered("uno", *pair) for pair in pairs])
            return builder.zext(builder.bitcast(gaps, ir.IntType(AT_ONCE)), number)

        return types.int64(types.int64, types.int64, types.int64, limits), generate

    return intrinsic(declare)


def _prefetch(builder: Any, address: Any, count: int) -> None:
    """Have the lines of the cache brought near that will be read some steps later."""
    number, octet = ir.IntType(32), ir.IntType(8).as_pointer()
    kind = ir.FunctionType(ir.VoidType(), [octet, number, number, number])
    fetching = builder.module.declare_intrinsic("llvm.prefetch.p0", (), kind)
    for line in range(0, count, 64):
        where = builder.inttoptr(builder.add(address, ir.Constant(address.type, AHEAD + line)), octet)
        builder.call(fetching, [where, *(ir.Constant(number, n) for n in (0, 3, 1))])


def _missing(kind: Any, size: int) -> Any:
    """Which of 16 neighbouring values at two addresses are missing (in one of them, or both)."""

    def declare(_context: Any, _one: Any, _other: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            one, other = (_load(builder, where, ir.VectorType(kind, AT_ONCE), size) for where in arguments)
            bits = builder.bitcast(builder.fcmp_unordered("uno", one, other), ir.IntType(AT_ONCE))
            return builder.zext(bits, ir.IntType(64))

        return types.int64(types.int64, types.int64), generate

    return intrinsic(declare)


def _value(kind: Any, size: int) -> Any:
    """The value at an address."""

    def declare(_context: Any, _where: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            value = _load(builder, arguments[0], kind, size)
            return value if kind == ir.DoubleType() else builder.fpext(value, ir.DoubleType())

        return types.float64(types.int64), generate

    return intrinsic(declare)


def _declare_bits(_context: Any, _out: Any, _bits: Any, _kept: Any) -> Any:
    """Write 16 bits to an address; those set there already may be kept."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        where = builder.inttoptr(arguments[0], ir.IntType(AT_ONCE).as_pointer())
        bits = builder.trunc(arguments[1], ir.IntType(AT_ONCE))
        before = builder.select(arguments[2], builder.load(where, align=2), ir.Constant(bits.type, 0))
        builder.store(builder.or_(before, bits), where, align=2)
        return ir.Constant(ir.IntType(64), 0)

    return types.int64(types.int64, types.int64, types.boolean), generate


set_bits: Any = intrinsic(_declare_bits)
missing_4, value_4 = (make(ir.FloatType(), 4) for make in (_missing, _value))
missing_8, value_8 = (make(ir.DoubleType(), 8) for make in (_missing, _value))
many_reaching_4, reaching_4 = (_reaching(ir.FloatType(), 4, registers) for registers in (REGISTERS, 1))
many_reaching_8, reaching_8 = (_reaching(ir.DoubleType(), 8, registers) for registers in (REGISTERS, 1))


def _on_blocks(reads: int, work: Callable[[Any, Any], Any]) -> Any:
    """An operation on blocks: `work` makes of those at the last `reads` addresses what is stored at the first ones."""

    def declare(_context: Any, addresses: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            where = [builder.extract_value(arguments[0], n) for n in range(len(addresses))]
            results = work(builder, [_load(builder, each, _WORDS) for each in where[len(where) - reads :]])
            for address, result in zip(where, results, strict=False):
                builder.store(result, builder.inttoptr(address, _WORDS.as_pointer()), align=8)
            return ir.Constant(ir.IntType(64), 0)

        return types.int64(addresses), generate

    return intrinsic(declare)


def _latch_work(builder: Any, blocks: Any) -> Any:
    raised, waiting, up, down, *due = blocks
    ready = reduce(builder.or_, due, waiting)
    rise = builder.and_(builder.and_(builder.not_(raised), up), ready)
    lower = builder.and_(builder.and_(raised, down), ready)
    after = builder.and_(builder.or_(raised, rise), builder.not_(lower))
    return rise, lower, after, builder.and_(ready, builder.not_(builder.or_(rise, lower)))


without = _on_blocks(2, lambda b, blocks: (b.and_(blocks[0], b.not_(blocks[1])),))


def _joined(word: str) -> Callable[[Any, Any], Any]:
    return lambda builder, blocks: (reduce(getattr(builder, word), blocks),)


def _none_of(builder: Any, blocks: Any) -> Any:
    return (builder.not_(reduce(builder.or_, blocks)),)


both, all_3, all_5 = (_on_blocks(count, _joined("and_")) for count in (2, 3, 5))
"""What all blocks have; of two, three or five."""
either = _on_blocks(2, _joined("or_"))
other, neither, none_3, none_5 = (_on_blocks(count, _none_of) for count in (1, 2, 3, 5))
"""What no block has; of one, two, three or five."""
same = _on_blocks(1, lambda _, blocks: (blocks[0],))
latch = _on_blocks(6, _latch_work)
"""(rise, lower, after, ready, [raised, ready, up, down, ready from now on, and these too])"""


def _declare_fill(_context: Any, _out: Any, _word: Any) -> Any:
    """The same word all over a block."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        builder.store(
            _splat(builder, arguments[1], BLOCK), builder.inttoptr(arguments[0], _WORDS.as_pointer()), align=8
        )
        return ir.Constant(ir.IntType(64), 0)

    return types.int64(types.int64, types.uint64), generate


def _built_in(builder: Any, name: str, result: Any) -> Any:
    kind = ir.FunctionType(result, [_WORDS])
    return cgutils.get_or_insert_function(builder.module, kind, name)  # type: ignore[no-untyped-call]


def _ones(builder: Any, block: Any) -> Any:
    """Number of bits set."""
    ones = _built_in(builder, f"llvm.ctpop.v{BLOCK}i64", _WORDS)
    add = _built_in(builder, f"llvm.vector.reduce.add.v{BLOCK}i64", ir.IntType(64))
    return builder.call(add, [builder.call(ones, [block])])


def _declare_count(_context: Any, _block: Any, _valid: Any) -> Any:
    """Number of bits set in a block, of those that stand for a path."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        block, valid = (_load(builder, where, _WORDS) for where in arguments)
        return _ones(builder, builder.and_(block, valid))

    return types.int64(types.int64, types.int64), generate


def _declare_tally(_context: Any, _here: Any, _higher: Any, _since: Any, _ever: Any, _valid: Any) -> Any:
    """Add what holds by a higher step, note what was ever other than on a day before; number of bits that hold now."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        here, higher, since, ever, valid = (_load(builder, where, _WORDS) for where in arguments)
        now = builder.or_(here, higher)
        noted = builder.or_(ever, builder.xor(now, since))
        for block, where in ((now, arguments[0]), (noted, arguments[3])):
            builder.store(block, builder.inttoptr(where, _WORDS.as_pointer()), align=8)
        return _ones(builder, builder.and_(now, valid))

    return types.int64(*[types.int64] * 5), generate


tally: Any = intrinsic(_declare_tally)
fill: Any = intrinsic(_declare_fill)
count: Any = intrinsic(_declare_count)
