#include "session/sessionfile.h"
#include "support/captures.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSaveFile>
#include <QTextStream>

using namespace wirewise;

namespace {

QList<QByteArray> idsOf(const QString &text)
{
    QList<QByteArray> ids;
    const QStringList words = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &word : words)
        ids.append(word.trimmed().toLatin1());
    return ids;
}

int fail(const QString &sentence)
{
    QTextStream(stderr) << "record_capture: " << sentence << '\n';
    return 2;
}

} // namespace

/// Turns a session file into a capture: the first check of it, with the truth about the server beside it.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral(
        "Writes the check of a session file as FOLDER/ID/NAME.json, ID being the first that is expected."));
    options.addHelpOption();
    options.addOptions({
        {QStringLiteral("title"), QStringLiteral("the symptom in a line"), QStringLiteral("TEXT")},
        {QStringLiteral("stack"), QStringLiteral("software and version; may be repeated"),
         QStringLiteral("TEXT")},
        {QStringLiteral("expect"), QStringLiteral("ids that are right as the primary finding, best first"),
         QStringLiteral("ID,…")},
        {QStringLiteral("never"), QStringLiteral("ids that would be a wrong explanation"),
         QStringLiteral("ID,…")},
        {QStringLiteral("misjudged"), QStringLiteral("the rules do not get it right yet")},
    });
    options.addPositionalArgument(QStringLiteral("session"), QStringLiteral("a .wirewise file"));
    options.addPositionalArgument(QStringLiteral("folder"), QStringLiteral("where captures are kept"));
    options.addPositionalArgument(QStringLiteral("name"), QStringLiteral("of the new capture"));
    options.process(application);
    const QStringList words = options.positionalArguments();
    test::Capture capture;
    capture.title = options.value(QStringLiteral("title"));
    capture.stack = options.values(QStringLiteral("stack"));
    capture.expect = idsOf(options.value(QStringLiteral("expect")));
    capture.never = idsOf(options.value(QStringLiteral("never")));
    capture.misjudged = options.isSet(QStringLiteral("misjudged"));
    if (words.size() != 3 || capture.expect.isEmpty())
        return fail(QStringLiteral("a session file, a folder, a name and --expect are needed; see --help"));

    const session::Result<session::SessionContent> content = session::SessionFile::read(words[0]);
    if (!content)
        return fail(content.error().text);
    if (!content->complete)
        return fail(content->damage);
    capture.observation = content->observation;

    const QDir folder(words[1]);
    const QString id = QString::fromLatin1(capture.expect.constFirst());
    if (!folder.mkpath(id))
        return fail(QStringLiteral("%1 cannot be made").arg(folder.filePath(id)));
    QSaveFile file(folder.filePath(id + QLatin1Char('/') + words[2] + QStringLiteral(".json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(toBytes(capture)) < 0 || !file.commit())
        return fail(QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
    QTextStream(stdout) << file.fileName() << '\n';
    return 0;
}
