#pragma once

#include "gui/widgets/token.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QWidget>

#include <optional>

class QButtonGroup;

namespace wirewise::gui {

/// One choice of a segmented control.
struct Segment
{
    QString text;
    QString detail; ///< drawn in Hack behind the text ("404")
    Token detailToken = Token::Text2;
    std::optional<QByteArray> icon = {}; ///< before the text
    std::optional<Token> iconToken = {};
    bool busy = false; ///< a turning ring behind the text
    QString toolTip = {};

    friend bool operator==(const Segment &, const Segment &) = default;
};

/// A row of exclusive buttons in one frame. One Tab stop; the arrow keys move the choice.
class SegmentedControl : public QWidget
{
    Q_OBJECT
public:
    explicit SegmentedControl(QWidget *parent = nullptr);

    /// Keeps the current index where it still exists. Does not emit currentChanged() unless it moved.
    void setSegments(const QList<Segment> &segments);
    /// The same from plain texts.
    void setTexts(const QStringList &texts);
    [[nodiscard]] qsizetype count() const { return m_segments.size(); }
    [[nodiscard]] int currentIndex() const;

public Q_SLOTS:
    void setCurrentIndex(int index);

Q_SIGNALS:
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showCurrent(bool focus);

    QButtonGroup *m_group;
    QList<Segment> m_segments;
    int m_current = -1;
};

} // namespace wirewise::gui
