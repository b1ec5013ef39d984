#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

namespace wirewise::endpoints {

/// What is wrong with a file, and where.
struct Problem
{
    QString file;       ///< as the folder names it, "orders/prices.endpoint"
    qsizetype line = 0; ///< from 1; 0 for the file as a whole
    QString text;       ///< what was expected and what to do next

    /// "orders/prices.endpoint, line 3: …"
    [[nodiscard]] QString sentence() const;
};

template<typename T>
using Result = tl::expected<T, Problem>;

/// One line of a file of ours.
struct FileLine
{
    enum class Kind {
        Kept,   ///< a comment or an empty line, written again as it was
        Field,  ///< name = value
        Secret, ///< secret NAME
    };
    Kind kind = Kind::Kept;
    QByteArray name;
    QByteArray text; ///< the value of a field; the whole of a kept line

    friend bool operator==(const FileLine &, const FileLine &) = default;
};

/// Largest file that is read, in bytes.
inline constexpr qint64 MaximumFileSize = 256 * 1024;
/// Lines of one file.
inline constexpr qsizetype MaximumLines = 4096;

/// Takes a file apart. UTF-8; lines end with LF or CRLF; a value loses the white space around it.
[[nodiscard]] Result<QList<FileLine>> readLines(const QString &file, QByteArrayView bytes);
/// The other way; every line ends with LF, and a line break in a value is written as {{LF}}.
[[nodiscard]] QByteArray toBytes(const QList<FileLine> &lines);

/// Puts fields in place of those that are there: a line stays where it is as long as there is a value of its
/// name, new ones come behind the last of their name or at the end, and lines for which isKept says so stay
/// untouched. So a file that was changed in one place differs in one place.
using FieldList = QList<std::pair<QByteArray, QByteArray>>;
void replaceFields(QList<FileLine> &lines, const FieldList &fields, bool (*isKept)(const FileLine &));
/// The same for the secrets.
void replaceSecrets(QList<FileLine> &lines, const QList<QByteArray> &names);

/// Of the secret lines, in order.
[[nodiscard]] QList<QByteArray> secretNames(const QList<FileLine> &lines);

} // namespace wirewise::endpoints
