// Contract of opening a session file of a stranger: any bytes are a session, a damaged one, or refused in
// words; the file stays as it is, and nothing appears beside it.

#include "fuzz/fuzzing.h"

#include "session/listrun.h"
#include "session/sessionfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace wirewise;

namespace {

const QTemporaryDir &folder()
{
    static const QTemporaryDir made(QDir(QStringLiteral("/dev/shm")).exists()
                                        ? QStringLiteral("/dev/shm/wirewise-fuzz-XXXXXX")
                                        : QDir::tempPath() + QStringLiteral("/wirewise-fuzz-XXXXXX"));
    return made;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::view(data, size).toByteArray();
    const QString path = folder().filePath(QStringLiteral("foreign.wirewise"));
    QFile file(path);
    fuzz::require(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size(),
                  "a place to write to");
    file.close();
    if (const auto read = session::SessionFile::readAll(path)) {
        for (const session::SessionContent &content : *read)
            fuzz::require(content.complete == content.damage.isEmpty(), "damage is said");
    } else {
        fuzz::require(!read.error().text.isEmpty(), "refused in words");
    }
    (void)session::SessionFile::readInfo(path);
    (void)session::SessionFile::readCheck(path, 1);
    (void)session::readListIdentity(path);
    if (const auto run = session::readListRun(path)) {
        for (qsizetype i = 0; i < run->entries.size(); ++i)
            fuzz::require(run->entries.at(i).index == i, "numbers are places");
    }
    if (const auto opened = session::SessionFile::openForReading(path)) {
        (void)opened->messageCount();
        (void)opened->messages(1, 100);
    }
    fuzz::require(file.open(QIODevice::ReadOnly) && file.readAll() == bytes, "the file stays as it is");
    fuzz::require(QDir(folder().path()).entryList(QDir::Files | QDir::Hidden).size() == 1,
                  "nothing beside it");
    return 0;
}
