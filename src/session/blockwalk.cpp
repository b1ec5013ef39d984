#include "session/blockwalk.h"

namespace wirewise::session {

namespace {

constexpr const char *WholeBefore = "SELECT first, count, header, payloads FROM message_blocks"
                                    " WHERE first < ? ORDER BY first DESC";
constexpr const char *HeadersBefore = "SELECT first, count, header FROM message_blocks"
                                      " WHERE first < ? ORDER BY first DESC";
constexpr const char *WholeFrom =
    "SELECT first, count, header, payloads FROM message_blocks WHERE first >="
    " coalesce((SELECT max(first) FROM message_blocks WHERE first <= ?), 0) ORDER BY first";
constexpr const char *HeadersFrom =
    "SELECT first, count, header FROM message_blocks WHERE first >="
    " coalesce((SELECT max(first) FROM message_blocks WHERE first <= ?), 0) ORDER BY first";

} // namespace

BlockWalk::BlockWalk(OpenedFile file, Content content)
    : m_content(content)
    , m_file(std::move(file))
    , m_before(m_file.database.prepare(content == Content::Whole ? WholeBefore : HeadersBefore))
    , m_from(m_file.database.prepare(content == Content::Whole ? WholeFrom : HeadersFrom))
{
}

Result<BlockWalk> BlockWalk::open(const QString &path, Content content)
{
    Result<OpenedFile> file = openToRead(path);
    if (!file)
        return tl::unexpected(file.error());
    BlockWalk walk(*std::move(file), content);
    if (!walk.m_before.isValid() || !walk.m_from.isValid())
        return tl::unexpected(walk.m_file.database.failure());
    return walk;
}

bool BlockWalk::before(qint64 number, const Take &take)
{
    return read(m_before, number, take);
}

bool BlockWalk::from(qint64 number, const Take &take)
{
    return read(m_from, number, take);
}

bool BlockWalk::read(Statement &statement, qint64 number, const Take &take)
{
    const auto borrowed = [&statement](int column) {
        const QByteArrayView bytes = statement.view(column);
        return QByteArray::fromRawData(bytes.data(), bytes.size());
    };
    statement.bind(1, number);
    Statement::Step step = Statement::Step::Row;
    bool goesOn = true;
    while (goesOn && (step = statement.step()) == Statement::Step::Row) {
        MessageBlock block{statement.number(0), statement.number(1), borrowed(2), {}};
        if (m_content == Content::Whole)
            block.payloads = borrowed(3);
        goesOn = take(block);
    }
    m_damaged = m_damaged || step == Statement::Step::Failed;
    statement.reset(); // ends the transaction
    return step == Statement::Step::Row;
}

} // namespace wirewise::session
