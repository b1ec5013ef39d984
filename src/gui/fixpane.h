#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

#include <QList>
#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class FixPane;
}

/// How to mend it, one tab a stack; or how to keep it so.
class FixPane : public QWidget
{
    Q_OBJECT
public:
    explicit FixPane(QWidget *parent = nullptr);
    ~FixPane() override;

    /// command is the same check for a pipeline, with secrets left out.
    void show(const diagnosis::Diagnosis &diagnosis, const QString &command, const QString &url);
    void clear();
    /// Stacks whose fix was copied before come right after the recognised one.
    void setStackOrder(const QStringList &stacks) { m_order = stacks; }

Q_SIGNALS:
    void stackUsed(const QString &stack);

private:
    struct Entry
    {
        QString key, name;
        diagnosis::Fix fix;
    };
    void showEntry(int index);
    void fillTabs();
    [[nodiscard]] static QList<Entry> keepItSo(const QString &command, const QString &url);

    std::unique_ptr<Ui::FixPane> m_ui;
    QList<Entry> m_entries;
    QStringList m_order;
    int m_shown = -1;
    bool m_works = false;
};

} // namespace wirewise::gui
