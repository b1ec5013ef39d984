#include "endpoints/linefile.h"

#include "endpoints/names.h"
#include "wire/utf8.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::endpoints {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::endpoints::LineFile)
};

const QByteArray SecretWord = "secret ";

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

Result<FileLine> readLine(const Problem &place, const QByteArray &line)
{
    const auto wrong = [&place](const QString &text) {
        return tl::make_unexpected(Problem{place.file, place.line, text});
    };
    if (std::any_of(line.begin(), line.end(), isControl))
        return wrong(Texts::tr("a control character stands here. Plain text was expected."));
    const QByteArray trimmed = line.trimmed();
    if (trimmed.isEmpty() || trimmed.startsWith('#'))
        return FileLine{FileLine::Kind::Kept, {}, line};
    const qsizetype equals = trimmed.indexOf('=');
    if (equals < 0 && trimmed.startsWith(SecretWord)) {
        const QByteArray name = trimmed.sliced(SecretWord.size()).trimmed();
        if (!isVariableName(name))
            return wrong(Texts::tr("a secret is named by letters, digits and _ - . : alone."));
        return FileLine{FileLine::Kind::Secret, name, {}};
    }
    if (equals <= 0)
        return wrong(Texts::tr("\"name = value\", \"secret NAME\" or a # comment was expected."));
    const QByteArray name = trimmed.first(equals).trimmed();
    if (!isVariableName(name))
        return wrong(Texts::tr("a name is made of letters, digits and _ - . : alone."));
    return FileLine{FileLine::Kind::Field, name, trimmed.sliced(equals + 1).trimmed()};
}

} // namespace

QString Problem::sentence() const
{
    return line > 0 ? Texts::tr("%1, line %2: %3").arg(file).arg(line).arg(text)
                    : Texts::tr("%1: %2").arg(file, text);
}

Result<QList<FileLine>> readLines(const QString &file, QByteArrayView bytes)
{
    const auto wrong = [&file](const QString &text) { return tl::make_unexpected(Problem{file, 0, text}); };
    if (bytes.size() > MaximumFileSize)
        return wrong(Texts::tr("the file is larger than 256 KiB. A few lines of text were expected."));
    if (!wire::isValidUtf8(bytes))
        return wrong(Texts::tr("the file is not UTF-8 text. Save it as UTF-8."));
    QByteArray text = bytes.toByteArray();
    if (text.startsWith("\xef\xbb\xbf"))
        text.remove(0, 3);
    QList<QByteArray> all = text.split('\n');
    if (!all.isEmpty() && all.constLast().isEmpty())
        all.removeLast(); // behind the last line break
    if (all.size() > MaximumLines)
        return wrong(Texts::tr("the file has more than %1 lines.").arg(MaximumLines));
    QList<FileLine> lines;
    for (QByteArray &line : all) {
        if (line.endsWith('\r'))
            line.chop(1);
        auto read = readLine({file, lines.size() + 1, {}}, line);
        if (!read)
            return tl::make_unexpected(read.error());
        lines.append(*std::move(read));
    }
    return lines;
}

QByteArray toBytes(const QList<FileLine> &lines)
{
    QByteArray bytes;
    for (const FileLine &line : lines) {
        QByteArray text = line.text;
        text.replace("\r\n", "{{LF}}").replace('\n', "{{LF}}").replace('\r', "{{LF}}");
        if (line.kind == FileLine::Kind::Secret)
            bytes += SecretWord + line.name;
        else if (line.kind == FileLine::Kind::Field)
            bytes += line.name + (text.isEmpty() ? QByteArray(" =") : QByteArray(" = " + text));
        else
            bytes += text;
        bytes += '\n';
    }
    return bytes;
}

void replaceFields(QList<FileLine> &lines, const FieldList &fields, bool (*isKept)(const FileLine &))
{
    FieldList left = fields;
    QList<FileLine> result;
    for (const FileLine &line : std::as_const(lines)) {
        if (line.kind != FileLine::Kind::Field || isKept(line)) {
            result.append(line);
            continue;
        }
        const auto same = std::find_if(left.begin(), left.end(),
                                       [&line](const auto &field) { return field.first == line.name; });
        if (same == left.end())
            continue;
        result.append({FileLine::Kind::Field, same->first, same->second});
        left.erase(same);
    }
    for (const auto &[name, value] : std::as_const(left)) {
        const auto last = std::find_if(result.rbegin(), result.rend(), [&name = name](const FileLine &line) {
            return line.kind == FileLine::Kind::Field && line.name == name;
        });
        result.insert(last == result.rend() ? result.end() : last.base(),
                      FileLine{FileLine::Kind::Field, name, value});
    }
    lines = result;
}

void replaceSecrets(QList<FileLine> &lines, const QList<QByteArray> &names)
{
    lines.removeIf([&names](const FileLine &line) {
        return line.kind == FileLine::Kind::Secret && !names.contains(line.name);
    });
    const QList<QByteArray> there = secretNames(lines);
    for (const QByteArray &name : names) {
        if (!there.contains(name))
            lines.append({FileLine::Kind::Secret, name, {}});
    }
}

QList<QByteArray> secretNames(const QList<FileLine> &lines)
{
    QList<QByteArray> names;
    for (const FileLine &line : lines) {
        if (line.kind == FileLine::Kind::Secret && !names.contains(line.name))
            names.append(line.name);
    }
    return names;
}

} // namespace wirewise::endpoints
