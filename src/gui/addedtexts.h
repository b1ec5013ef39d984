#pragma once

#include "redaction/redactor.h"

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace wirewise::gui {

/// The texts and patterns that are removed on top of what is found: one line each, with the places they were
/// found in and a button that takes them back.
class AddedTexts : public QWidget
{
    Q_OBJECT
public:
    explicit AddedTexts(QWidget *parent = nullptr);

    [[nodiscard]] const QStringList &texts() const { return m_texts; }
    /// Nothing if it was taken; else why not, in words.
    [[nodiscard]] QString add(const QString &text);
    /// Counts the places from what was removed.
    void showPlaces(const QList<redaction::Removal> &removals);

Q_SIGNALS:
    void changed();

private:
    void rebuild();

    QVBoxLayout *m_column;
    QStringList m_texts;
    QList<redaction::Removal> m_removals;
};

} // namespace wirewise::gui
